// Review of documents in force.
import { count } from '../../lib/format';

export const reviewsWords = {
  reviews: {
    title: 'Rà soát văn bản',
    tabs: 'Danh sách',
    tab: { open: 'Chờ rà', decided: 'Đã quyết định', closed: 'Hết hiệu lực', groups: 'Nhóm', register: 'Sổ hiệu lực' },
    filter: 'Lọc',
    kind: { all: 'Mọi cặp', differing: 'Số liệu ghi khác nhau', joint: 'Có thể ban hành liên tịch', own: 'Chỉ trong đơn vị này' },
    col: { a: 'Văn bản', b: 'Văn bản kia', share: 'Trùng', facts: 'Điều nhìn thấy' },
    line: (s: { open: number; more: boolean; differing: number; waiting: number; overdue: number; done: number }) =>
      `${count(s.open)}${s.more ? ' cặp trở lên' : ' cặp'} chờ rà, ${count(s.differing)} cặp ghi khác số liệu; ${count(s.waiting)} việc đang xử lý, ${count(s.overdue)} quá hạn, ${count(s.done)} đã xong`,
    progress: (s: { looked_at: number; to_look_at: number; to_look_at_more: boolean; run_started?: number; last_step?: number }): string => {
      const left = `${s.to_look_at_more ? 'hơn ' : ''}${count(s.to_look_at)}`;
      const seconds = s.run_started && s.last_step ? (s.last_step - s.run_started) / 1000 : 0;
      const minutes = seconds > 5 && s.looked_at > 0 && !s.to_look_at_more ? Math.ceil((s.to_look_at * seconds) / s.looked_at / 60) : 0;
      return `Máy đang so văn bản: lượt này đã so ${count(s.looked_at)}, còn ${left}${minutes > 0 ? `, chừng ${count(minutes)} phút nữa` : ''}.`;
    },
    idle: (left: string, since: string) => `Còn ${left} văn bản chờ so nhưng máy đang dừng${since ? ` (lần so cuối ${since})` : ''}. Danh sách dưới đây chưa đủ.`,
    more: (n: number) => `hơn ${count(n)}`,
    progressLabel: 'Tiến độ so văn bản',
    shown: (n: number) => `Đang hiện ${count(n)} cặp`,
    empty: {
      open: 'Chưa thấy hai văn bản đang hiệu lực nào trùng lời văn.',
      decided: 'Chưa có quyết định nào.',
      closed: 'Chưa có cặp nào khép lại vì văn bản hết hiệu lực.',
      filtered: 'Không có cặp nào khớp bộ lọc.',
    },
    differ: (a: string, b: string) => `Ghi khác nhau: ${a} / ${b}`,
    jointShort: 'Có thể ban hành liên tịch',
    joint: 'Hai cơ quan cùng cấp ban hành nội dung gần nhau trong vòng một năm. Có thể trao đổi để ban hành một văn bản liên tịch (226-KL/TW, 2.1).',
    decided: (d: { issue: 'none' | 'overlap' | 'contradiction' | 'unfit' | 'similar'; action?: 'keep' | 'amend' | 'supplement' | 'replace' | 'merge' | 'joint' | 'repeal' }): string =>
      d.action ? reviewsWords.reviews.action[d.action] : reviewsWords.reviews.issue[d.issue],
    pairTitle: (a: string, b: string) => `${a} và ${b}`,
    share: (p: string) => `${p} lời văn có ở văn bản kia`,
    compare: 'Đối chiếu hai văn bản',
    differences: 'Hai văn bản ghi khác nhau',
    decision: 'Quyết định',
    notYours: 'Chưa ai quyết định. Lãnh đạo hoặc chánh văn phòng ghi kết quả rà.',
    history: 'Lịch sử',
    near: 'Cặp khác cùng nhóm',
    saved: 'Đã ghi quyết định',
    issue: { none: 'Không chồng chéo', overlap: 'Chồng chéo', contradiction: 'Mâu thuẫn', unfit: 'Không còn phù hợp', similar: 'Nội dung tương đồng' },
    action: { keep: 'Giữ nguyên', amend: 'Sửa đổi', supplement: 'Bổ sung', replace: 'Thay thế', merge: 'Gộp thành một văn bản', joint: 'Ban hành văn bản liên tịch', repeal: 'Bãi bỏ' },
    form: {
      issue: 'Kết quả rà',
      action: 'Cách xử lý',
      choose: 'Chọn cách xử lý',
      owner: 'Người hoặc đơn vị xử lý',
      due: 'Hạn xử lý',
      done: 'Ngày xong',
      result: 'Văn bản kết quả',
      note: 'Tiến độ, ghi chú',
      save: 'Ghi quyết định',
    },
    groups: {
      title: 'Nhóm văn bản gần nhau',
      line: (s: { groups_open: number; groups_waiting: number; groups_overdue: number; groups_done: number }) =>
        `${count(s.groups_open)} nhóm chờ rà; ${count(s.groups_waiting)} nhóm đang xử lý, ${count(s.groups_overdue)} quá hạn, ${count(s.groups_done)} đã xong`,
      state: 'Tình trạng',
      states: { open: 'Chờ rà', decided: 'Đã quyết định' },
      sector: 'Ngành',
      allSectors: 'Mọi ngành',
      proposal: 'Đề xuất',
      proposals: { all: 'Mọi đề xuất', joint: 'Ban hành chung' },
      col: { documents: 'Văn bản', sectors: 'Ngành', issuers: 'Cơ quan', facts: 'Đề xuất, quyết định' },
      size: (n: number) => `${count(n)} văn bản`,
      issuers: (n: number) => `${count(n)} cơ quan`,
      joint: 'Ban hành văn bản liên tịch chung',
      merge: 'Gộp thành một văn bản',
      note: {
        joint: (n: number, sectors: string) => `${count(n)} cơ quan cùng cấp (${sectors}) ban hành nội dung gần nhau. Có thể trao đổi để ban hành văn bản liên tịch chung (226-KL/TW, 2.1, gạch đầu dòng 2).`,
        merge: (n: number, sectors: string) => `${count(n)} cơ quan (${sectors}) có các văn bản gần nhau. Khi cần thì gộp thành một quy định dùng chung (226-KL/TW, 2.1, gạch đầu dòng 2).`,
      },
      empty: 'Chưa thấy nhóm văn bản nào gần nhau.',
      emptyFiltered: 'Không có nhóm nào khớp bộ lọc.',
      shown: (n: number) => `Đang hiện ${count(n)} nhóm`,
      groupTitle: (n: number) => `Nhóm ${count(n)} văn bản gần nhau`,
      members: 'Văn bản trong nhóm',
      passages: 'Đoạn dùng chung',
      held: (n: number, all: number) => `Có ở ${count(n)} trên ${count(all)} văn bản`,
      late: 'Vào nhóm sau khi quyết định',
      share: (p: string) => `giống ${p}`,
      settled: 'Đã xử lý cùng nhóm',
      open: 'Mở nhóm',
    },
    lookup: { title: 'Còn hiệu lực không?', symbol: 'Số, ký hiệu', ask: 'Tra' },
    standing: (symbol: string, state: 'in_force' | 'partly_amended' | 'replaced' | 'repealed' | 'recalled', day: string): string =>
      `${symbol}: ${{ in_force: 'chưa ghi nhận văn bản nào thay thế', partly_amended: 'còn hiệu lực, có phần đã sửa', replaced: 'đã bị thay thế', repealed: 'đã bị bãi bỏ', recalled: 'đã thu hồi' }[state]} (đến ${day})`,
    relation: { replaces: 'thay thế', repeals: 'bãi bỏ', amends: 'sửa đổi', supplements: 'bổ sung' },
    sentence: (newer: string, relation: 'replaces' | 'repeals' | 'amends' | 'supplements', older: string, clause: string, day: string): string =>
      `${newer} ${reviewsWords.reviews.relation[relation]} ${clause ? `${clause} của ` : ''}${older}, từ ${day}`,
    lines: { proposed: 'Máy đọc được, chờ người xác nhận', confirmed: 'Đã ghi sổ' },
    noLines: 'Sổ chưa có dòng nào.',
    moreLines: 'Xem thêm',
    by: (name: string) => `(${name} ghi)`,
    confirm: 'Xác nhận',
    reject: 'Không phải',
    recordTitle: 'Ghi sổ',
    recorded: 'Đã ghi vào sổ',
    record: { newer: 'Văn bản mới', relation: 'Quan hệ', older: 'Văn bản cũ', clause: 'Phần (trống là toàn bộ)', date: 'Từ ngày', save: 'Ghi vào sổ' },
  },
};
