// Words that many screens share.
import type { DocumentStatus, Severity, Status, System, Urgency } from '../../api/types';

export const labelsWords = {
  product: 'Sáu Rõ',
  sample: 'Số liệu minh họa',
  close: 'Đóng',
  cancel: 'Bỏ qua',
  save: 'Lưu',
  recent: 'dùng gần đây',
  choices: 'Các lựa chọn',
  none: 'không',
  level: { error: 'Vi phạm', warning: 'Cảnh báo', info: 'Nhắc việc' } satisfies Record<Severity, string>,
  status: { ok: 'Đạt', warn: 'Cảnh báo', bad: 'Vi phạm', info: 'Nhắc việc', none: 'Chưa có số liệu' } satisfies Record<Status, string>,
  urgency: { thuong: 'Thường', khan: 'Khẩn', thuong_khan: 'Thượng khẩn', hoa_toc: 'Hỏa tốc' } satisfies Record<Urgency, string>,
  system: { party: 'Đảng', state: 'Nhà nước' } satisfies Record<System, string>,

  documentStatus: {
    waiting: 'Chờ vào sổ',
    registered: 'Đã vào sổ',
    in_progress: 'Đang xử lý',
    done: 'Đã xong',
    numbered: 'Đã cấp số',
    released: 'Đã phát hành',
    recalled: 'Đã thu hồi',
    editing: 'Đang soạn',
    checked: 'Đã kiểm tra',
  } satisfies Record<DocumentStatus, string>,

  due: {
    today: 'hạn hôm nay',
    overdue: (days: number) => `quá hạn ${days} ngày`,
    overdueShort: (days: number) => `Quá ${days} ngày`,
    left: (days: number) => `còn ${days} ngày làm việc`,
  },

  state: {
    loading: 'Đang tải',
    slow: 'Máy chủ trả lời chậm, vẫn đang tải',
    retry: 'Thử lại',
    code: 'Mã:',
    copyCode: 'Chép mã',
    timeout: 'Máy chủ không trả lời kịp. Nội dung đang nhập vẫn còn trên máy này. Thử lại sau ít phút.',
    offlineRead: 'Chưa tải được vì mất kết nối tới máy chủ. Kiểm tra mạng rồi thử lại.',
    forbidden: 'Bạn chưa có quyền xem nội dung này ở đơn vị đang chọn.',
    forbiddenHint: 'Người cấp quyền: Quản trị đơn vị.',
    serverError: 'Máy chủ gặp lỗi khi xử lý. Dữ liệu đã lưu không bị ảnh hưởng. Thử lại sau ít phút.',
    unknownError: 'Chưa thực hiện được. Thử lại; nếu vẫn lỗi, gửi mã dưới đây cho quản trị.',
    noFilterMatch: 'Không có dòng nào khớp bộ lọc.',
    clearFilter: 'Xóa bộ lọc',
    notSaved: 'Chưa lưu được.',
    keptLocally: 'Nội dung đã giữ trên máy này.',
  },

  combobox: {
    empty: 'Không có mục nào khớp',
    count: (n: number) => `${n} mục`,
  },

  date: {
    placeholder: 'dd/mm/yyyy, hn, +3',
    notInCalendar: (shown: string) => `Ngày ${shown} không có trong lịch. Nhập lại ngày`,
    notADate: (shown: string) => `Chưa đọc được “${shown}” là ngày. Ví dụ: 20/11/2026, 20112026, hn, +3`,
  },

  panel: {
    close: 'Đóng khung',
    widen: 'Mở rộng khung',
    narrow: 'Thu gọn khung',
    next: 'Văn bản kế tiếp',
    previous: 'Văn bản trước',
  },
};
