// An invented province for development and for the browser tests of the page: no real person, unit or figure.
export const today = '2026-11-20';
const at = (time) => Date.parse(`${today}T${time}:00+07:00`);

const area = (code, name, full, level) => ({ code, name, full_name: full, level });
const nation = area('VN', 'Việt Nam', 'Việt Nam', 'central');
const province = area('MH', 'Minh Họa', 'Tỉnh Minh Họa', 'province');
const communeNames = ['Minh An', 'Mẫu An', 'Bình Mẫu', 'Thử Nghiệm', 'Hòa Mẫu', 'Tân Minh', 'Phú Mẫu', 'Đông Họa', 'Tây Họa', 'Nam Họa', 'Bắc Họa', 'Trung Mẫu'];
const communes = communeNames.map((name, i) => {
  const kind = i % 4 === 3 ? 'Phường' : 'Xã';
  return area(`MH${String(i + 1).padStart(2, '0')}`, name, `${kind} ${name}`, 'commune');
});
const unit = (code, name, level, bloc, where, path) => ({ id: `u-${code}`, code, name, level, bloc, area: where, path, sample: true });

export const units = [
  unit('TW', 'Văn phòng Trung ương Đảng', 'central', 'party', nation, 'TW/'),
  unit('MH.TU', 'Tỉnh ủy Minh Họa', 'province', 'party', province, 'TW/MH.TU/'),
  unit('MH.VPTU', 'Văn phòng Tỉnh ủy Minh Họa', 'province', 'party', province, 'TW/MH.TU/MH.VPTU/'),
  unit('MH.UBND', 'Ủy ban nhân dân tỉnh Minh Họa', 'province', 'government', province, 'TW/MH.TU/MH.UBND/'),
  unit('MH.HDND', 'Hội đồng nhân dân tỉnh Minh Họa', 'province', 'elected', province, 'TW/MH.TU/MH.HDND/'),
  unit('MH.MTTQ', 'Ủy ban Mặt trận Tổ quốc tỉnh Minh Họa', 'province', 'mass', province, 'TW/MH.TU/MH.MTTQ/'),
  unit('MH.BTC', 'Ban Tổ chức Tỉnh ủy Minh Họa', 'province', 'party', province, 'TW/MH.TU/MH.BTC/'),
  ...communes.flatMap((c) => {
    const low = c.full_name.charAt(0).toLowerCase() + c.full_name.slice(1);
    const root = `TW/MH.TU/${c.code}.DU/`;
    return [
      unit(`${c.code}.DU`, `Đảng ủy ${low}`, 'commune', 'party', c, root),
      unit(`${c.code}.VP`, `Văn phòng Đảng ủy ${low}`, 'commune', 'party', c, `${root}${c.code}.VP/`),
      unit(`${c.code}.UBND`, `Ủy ban nhân dân ${low}`, 'commune', 'government', c, `${root}${c.code}.UBND/`),
      unit(`${c.code}.HDND`, `Hội đồng nhân dân ${low}`, 'commune', 'elected', c, `${root}${c.code}.HDND/`),
      unit(`${c.code}.MTTQ`, `Ủy ban Mặt trận Tổ quốc ${low}`, 'commune', 'mass', c, `${root}${c.code}.MTTQ/`),
    ];
  }),
];
export const unitOf = (key) => units.find((u) => u.id === key || u.code === key);
export const pathNames = (u) => u.path.split('/').slice(1, -2).map((code) => unitOf(code)?.name).filter((name) => name && name !== u.name);

export const me = {
  account_id: 'a-1',
  name: 'Trần Thu Hà',
  title: 'Văn thư, tổng hợp',
  username: 'thuha.tran',
  units: [
    { unit: unitOf('MH01.DU'), role: 'clerk', role_name: 'Văn thư' },
    { unit: unitOf('MH.TU'), role: 'head_of_office', role_name: 'Chánh văn phòng' },
    { unit: unitOf('TW'), role: 'auditor', role_name: 'Kiểm tra' },
  ],
  visible_scopes: ['TW/'],
  preferences: {},
  sample: true,
};

const vp = unitOf('MH01.VP');
const doc = ({ document_type, ...fields }) => ({
  ...(document_type ? { document_type: document_type.toLowerCase() } : {}),
  unit: 'u-MH01.DU',
  direction: 'in',
  status: 'registered',
  register_year: 2026,
  urgency: 'thuong',
  language: 'vi',
  channel: 'network',
  digital: true,
  administrative: true,
  system: 'party',
  created_at: at('07:40'),
  updated_at: at('07:40'),
  version: 1,
  ...fields,
});

const sampleText = `TỈNH ỦY MINH HỌA
*
Số 412-CV/TU
V/v chuẩn bị hội nghị trực tuyến sơ kết 1 năm thực hiện Kết luận số 226-KL/TW
ĐẢNG CỘNG SẢN VIỆT NAM
Minh Họa, ngày 17 tháng 11 năm 2026

Kính gửi: Các đảng ủy xã, phường trong tỉnh,

Thực hiện Kế hoạch số 215-KH/TU, ngày 06/10/2026 của Tỉnh ủy, Ban Thường vụ Tỉnh ủy tổ chức hội nghị trực tuyến sơ kết 1 năm thực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư. Để hội nghị ngắn gọn, đúng trọng tâm, Ban Thường vụ Tỉnh ủy đề nghị:

1. Đảng ủy xã, phường chuẩn bị báo cáo không quá 3 trang, nêu rõ số văn bản, số hội nghị đã giảm so với năm 2025, khó khăn cần tháo gỡ, gửi trước ngày 25/11/2026 qua hệ thống, không gửi bản giấy.

2. Ý kiến tham luận không quá 10 phút, không trình bày lại tài liệu đã gửi.

3. Văn phòng Tỉnh ủy tổng hợp, báo cáo Ban Thường vụ Tỉnh ủy.

Nơi nhận:
- Như trên,
- Thường trực Tỉnh ủy (để b/c),
- Lưu Văn phòng Tỉnh ủy.
T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
Lê Minh Mẫu
`;
export const sampleFile = { name: '412-CV-TU.txt', text: sampleText };

/** What the reader finds in a text: good enough for a page under development. */
export function read(text, name) {
  const clean = text.normalize('NFC').replace(/\r\n?/g, '\n');
  const points = (units) => [...clean.slice(0, units)].length;
  const fields = [];
  const take = (field, pattern, confidence, group = 1) => {
    const match = pattern.exec(clean);
    if (!match) return undefined;
    const start = match.index + match[0].indexOf(match[group]);
    fields.push({ field, confidence, start: points(start), end: points(start + match[group].length) });
    return match[group].trim().replace(/\s+/g, ' ');
  };
  const symbol = take('symbol', /Số:?\s*(\d+-[A-ZĐ]+\/[A-ZĐƯ]+)/u, 0.97);
  const issuer = take('issuer', /^\s*(TỈNH ỦY [A-ZÀ-Ỹ ]+|ĐẢNG ỦY [A-ZÀ-Ỹ ]+|BAN CHẤP HÀNH TRUNG ƯƠNG)/u, 0.93);
  const place = take('date', /(ngày \d{1,2} tháng \d{1,2} năm \d{4})/u, 0.62);
  const subject = take('subject', /V\/v ([^\n]+)/u, 0.9) ?? take('subject', /(VỀ [A-ZÀ-Ỹ ,;]+)/u, 0.7);
  const due = /trước ngày (\d{1,2})\/(\d{1,2})\/(\d{4})/u.exec(clean);
  if (due) fields.push({ field: 'due', confidence: 0.88, start: points(due.index), end: points(due.index + due[0].length) });
  const day = place && /(\d{1,2}) tháng (\d{1,2}) năm (\d{4})/u.exec(place);
  const two = (n) => String(n).padStart(2, '0');
  if (/-CV\//.test(symbol ?? '')) fields.push({ field: 'document_type', confidence: 0.95, start: 0, end: 0 });
  return {
    format: /\.docx$/i.test(name) ? 'docx' : 'txt',
    kind: symbol ? 'official' : 'other',
    system: 'party',
    symbol,
    document_type: /-CV\//.test(symbol ?? '') ? 'công văn' : /-KL\//.test(symbol ?? '') ? 'kết luận' : undefined,
    issuer: issuer ? issuer.toLowerCase().replace(/^\p{L}/u, (c) => c.toUpperCase()).replace(/minh họa/u, 'Minh Họa').replace(/minh an/u, 'Minh An') : undefined,
    date: day ? `${day[3]}-${two(day[2])}-${two(day[1])}` : undefined,
    subject: subject ? `Về việc ${subject}` : undefined,
    tasks: due ? [{ due: `${due[3]}-${two(due[2])}-${two(due[1])}`, due_text: due[0], start: 0, end: 0 }] : [],
    pages: 2,
    ocr: { used: false, suspect: false },
    fields,
    warnings: [],
    text: clean,
  };
}

const names = [
  ['412-CV/TU', 'Tỉnh ủy Minh Họa', 'Công văn', 'Chuẩn bị hội nghị trực tuyến sơ kết 1 năm thực hiện Kết luận số 226-KL/TW', '2026-11-25'],
  ['96-TB/TU', 'Tỉnh ủy Minh Họa', 'Thông báo', 'Lịch giao ban trực tuyến tháng 12', undefined],
  ['1187/UBND-VP', 'UBND tỉnh Minh Họa', 'Công văn', 'Rà soát trụ sở dôi dư sau sắp xếp', '2026-11-27'],
  ['44-HD/BTCTU', 'Ban Tổ chức Tỉnh ủy', 'Hướng dẫn', 'Đánh giá, xếp loại cuối năm 2026', '2026-12-15'],
  ['318/TB-UBND', 'UBND xã Minh An', 'Thông báo', 'Kết quả tiếp công dân tháng 10', undefined],
  ['71/MTTQ-BTT', 'UBMTTQ xã Minh An', 'Công văn', 'Phối hợp tổ chức ngày hội đoàn kết', '2026-11-30'],
];
const subjects = [
  ['CV/TU', 'Tỉnh ủy Minh Họa', 'Công văn', 'Cử đại biểu dự hội nghị ngày 24/11'],
  ['CV/ĐU', 'Đảng ủy xã Mẫu An', 'Công văn', 'Góp ý dự thảo quy chế phối hợp ba xã liền kề'],
  ['KH/TU', 'Tỉnh ủy Minh Họa', 'Kế hoạch', 'Tập huấn kỹ năng số năm 2027 cho cán bộ cấp xã'],
  ['CV/TU', 'Tỉnh ủy Minh Họa', 'Công văn', 'Rà soát thủ tục công tác sau sắp xếp tổ chức bộ máy'],
  ['CV/TU', 'Tỉnh ủy Minh Họa', 'Công văn', 'Gửi danh mục hồ sơ nộp lưu'],
  ['BC/UBND', 'UBND tỉnh Minh Họa', 'Báo cáo', 'Tình hình kinh tế - xã hội 10 tháng đầu năm 2026'],
  ['QĐ/UBND', 'UBND tỉnh Minh Họa', 'Quyết định', 'Phân cấp quản lý tài sản công cho cấp xã'],
  ['HD/BTGDV', 'Ban Tuyên giáo và Dân vận Tỉnh ủy', 'Hướng dẫn', 'Sinh hoạt chi bộ theo chuyên đề quý IV năm 2026'],
];
export const documents = [];
names.forEach(([symbol, issuer, type, subject, due], i) =>
  documents.push(doc({ id: `w-${i}`, status: 'waiting', symbol, issuer, document_type: type, subject, due, date: '2026-11-18', arrival_date: today, created_at: at('07:30') - i * 60000, ...(i === 0 ? { text: sampleText } : {}) })),
);
for (let n = 1296; n >= 1; n -= 1) {
  const i = 1296 - n;
  const [suffix, issuer, type, subject] = subjects[i % subjects.length];
  const day = new Date(Date.UTC(2026, 10, 19) - Math.floor(i / 4.2) * 86400000).toISOString().slice(0, 10);
  const status = i === 3 ? 'in_progress' : i < 4 ? 'in_progress' : i % 23 === 7 ? 'registered' : 'done';
  const due = i === 0 ? '2026-11-20' : i === 1 ? '2026-12-02' : i === 2 ? '2026-12-11' : i === 3 ? '2026-11-18' : i % 3 === 0 ? day : undefined;
  documents.push(
    doc({
      id: `d-${n}`,
      number: n,
      number_text: String(n),
      symbol: i === 15 ? '412-CV/TU' : `${407 - (i % 300)}-${suffix}`,
      issuer: i === 15 ? 'Tỉnh ủy Minh Họa' : issuer,
      document_type: type,
      subject: i === 15 ? 'Chuẩn bị hội nghị trực tuyến sơ kết 1 năm thực hiện Kết luận số 226-KL/TW' : subject,
      date: day,
      arrival_date: day,
      due,
      status,
      urgency: i % 17 === 4 ? 'khan' : 'thuong',
      handler_unit: i % 2 === 0 ? vp : unitOf('MH01.UBND'),
      handler_name: i % 2 === 0 ? 'Lê Thanh Bình' : undefined,
      ...(i === 3 ? { overdue_days: 2 } : status === 'in_progress' ? { due_in_working_days: [0, 8, 15][i] ?? 4 } : {}),
      ...(i === 2 ? { symbol: '215-KH/TU', subject: 'Kế hoạch thực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư', text: '' } : {}),
      ...(i % 5 === 0 ? { file: { sha256: 'ab'.repeat(32), name: `${n}.txt`, size: 18234, media_type: 'text/plain' }, text: sampleText } : {}),
    }),
  );
}

/** The superior's plan the draft below draws on. */
export const planText = `ĐẢNG BỘ TỈNH MINH HỌA
TỈNH ỦY MINH HỌA
*
Số 215-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Minh Họa, ngày 06 tháng 10 năm 2026

KẾ HOẠCH
thực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư
-----
I. MỤC ĐÍCH, YÊU CẦU
1. Quán triệt đầy đủ, sâu sắc nội dung Kết luận; tạo chuyển biến rõ nét trong lề lối làm việc của cả hệ thống chính trị tỉnh.
2. Xác định rõ trách nhiệm người đứng đầu; gắn kết quả thực hiện với đánh giá, xếp loại hằng năm.

II. NHIỆM VỤ, GIẢI PHÁP
1. Thực hiện nghiêm việc giảm số lượng văn bản hành chính; chỉ ban hành văn bản khi thật cần thiết; nội dung ngắn gọn, dễ hiểu, rõ mục tiêu; phân công rõ trách nhiệm từng tổ chức, cá nhân.
2. Cấp tỉnh tổ chức không quá 2 hội nghị quy mô toàn tỉnh; hội nghị trực tuyến đạt từ 60% trở lên tổng số hội nghị trong năm.
3. Các xã, phường xác định quy trình cần cắt giảm, phân công một đầu mối, báo cáo số bước và số ngày giảm được.
4. Các xã, phường bố trí kinh phí, thiết bị để số hóa văn bản đạt từ 95% trở lên.

III. PHÂN CÔNG
1. Định kỳ hằng quý, báo cáo kết quả thực hiện, nêu rõ khó khăn, vướng mắc và đề xuất với Tỉnh ủy.
2. Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Kế hoạch này.

Nơi nhận:
- Các đảng ủy trực thuộc,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lê Minh Mẫu
`;
/** 300 pages of invented reports, and the same with a tenth of the paragraphs written anew. */
const sections = ['số văn bản hành chính', 'số hội nghị', 'hội nghị trực tuyến', 'thủ tục xử lý trên môi trường số', 'báo cáo định kỳ', 'kiến nghị của cấp dưới'];
const long = (changed) =>
  Array.from({ length: 2400 }, (_, i) =>
    changed && i % 10 === 3
      ? `Mục ${i + 1} do đơn vị tự viết lại hoàn toàn theo tình hình riêng của địa bàn số ${i * 7}, không lấy lại câu chữ của báo cáo gốc.`
      : `${i + 1}. Thôn số ${i + 1} báo cáo về ${sections[i % sections.length]}: trong quý đã giảm ${(i * 13) % 47} đầu việc, còn ${(i * 29) % 31} việc đang làm, người phụ trách thứ ${(i * 17) % 91}, hạn xong ngày ${(i % 28) + 1} tháng ${(i % 12) + 1}; khó khăn chính là đường truyền khu ${i % 37} yếu và thiếu ${(i % 9) + 1} máy quét.`,
  ).join('\n');
export const longTexts = { first: long(false), second: long(true) };

export const draftText = `ĐẢNG BỘ TỈNH MINH HỌA
ĐẢNG ỦY XÃ MINH AN
*
Số: …-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Minh An, ngày … tháng 11 năm 2026

KẾ HOẠCH
thực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư
-----
Thực hiện Kế hoạch số 215-KH/TU, ngày 06/10/2026 của Tỉnh ủy Minh Họa, Đảng ủy xã Minh An xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Quán triệt đầy đủ, sâu sắc nội dung Kết luận; tạo chuyển biến rõ nét trong lề lối làm việc, khắc phục ngay trong quý I/2027 tình trạng ban hành văn bản, hội họp nhiều.
2. Mỗi chi bộ chọn một việc cụ thể để làm trước, xong trong tháng 01/2027.

II. NHIỆM VỤ
1. Thực hiện nghiêm việc giảm số lượng văn bản hành chính; chỉ ban hành văn bản khi thật cần thiết; nội dung ngắn gọn, dễ hiểu, rõ mục tiêu; phân công rõ trách nhiệm từng tổ chức, cá nhân.
2. Mỗi năm tổ chức không quá 3 hội nghị quy mô toàn xã; hội nghị trực tuyến đạt từ 50% trở lên tổng số hội nghị trong năm.
3. Văn phòng Đảng ủy và Ủy ban Kiểm tra cùng chủ trì rà soát quy chế làm việc; các cơ quan liên quan phải sớm hoàn thiện 12 quy trình xử lý văn bản.
4. Số hóa toàn bộ văn bản nhiệm kỳ trước, xong trước ngày 31/3/2027. Cán bộ làm số hóa được hưởng thêm phụ cấp 10%.

III. TỔ CHỨC THỰC HIỆN
1. Định kỳ hằng quý, báo cáo kết quả thực hiện, nêu rõ khó khăn, vướng mắc và đề xuất với Ban Thường vụ Đảng ủy.
2. Giao Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện Kế hoạch này.

Nơi nhận:
- Tỉnh ủy (để báo cáo),
- Các chi bộ trực thuộc,
- Lưu Văn phòng Đảng ủy.
T/M ĐẢNG ỦY
BÍ THƯ
`;
export const texts = new Map();
const draft = (id, subject, type, extra = {}) => {
  documents.push(doc({ id, direction: 'draft', status: 'editing', symbol: undefined, number: undefined, subject, document_type: type, system: 'party', created_at: at('07:00'), updated_at: at('08:14'), ...extra }));
};
draft('n-1', 'Kế hoạch thực hiện Kết luận 226-KL/TW', 'Kế hoạch', { status: 'checked', version: 3 });
draft('n-2', 'Giấy mời giao ban tháng 11', 'Giấy mời', { updated_at: at('07:20') });
draft('n-3', 'Báo cáo rà soát thủ tục công tác sau sắp xếp', 'Báo cáo', { updated_at: at('06:50') });
texts.set('n-1', draftText);
texts.set('n-2', '');
texts.set('n-3', 'BÁO CÁO\nrà soát thủ tục công tác sau sắp xếp\n');
for (let n = 213; n >= 170; n -= 1) {
  const i = 213 - n;
  const [, , type, subject] = subjects[i % subjects.length];
  const code = { 'Công văn': 'CV', 'Kế hoạch': 'KH', 'Báo cáo': 'BC', 'Quyết định': 'QĐ', 'Hướng dẫn': 'HD' }[type];
  documents.push(
    doc({
      id: `o-${n}`,
      direction: 'out',
      status: i === 0 ? 'numbered' : 'released',
      number: n,
      number_text: String(n),
      symbol: `${n}-${code}/ĐU`,
      document_type: type,
      subject,
      date: new Date(Date.UTC(2026, 10, 19) - i * 2 * 86400000).toISOString().slice(0, 10),
      signer: 'Nguyễn Văn Mẫu',
      signer_title: 'Bí thư',
      signing_form: 'T/M',
      recipients: ['Như trên', 'Lưu Văn phòng Đảng ủy'],
      copies: 12,
      pages: 2,
    }),
  );
}

export const norms = [
  ['KL226.2.1.d1.right-authority', 'D2', '2.1, gạch đầu dòng 1, câu 3', 'Văn bản quy định chuyên môn, nghiệp vụ không được có nội dung về tổ chức bộ máy, biên chế, chế độ, chính sách.', 'prohibition', 'over_reports', 'text', []],
  ['KL226.2.1.d3.goal', 'D8', '2.1, gạch đầu dòng 3, câu 2', 'Văn bản phải ngắn gọn, dễ hiểu và nói rõ mục tiêu.', 'obligation', 'over_reports', 'completeness', []],
  ['KL226.2.1.d3.assignment', 'D10', '2.1, gạch đầu dòng 3, câu 3', 'Văn bản triển khai phải xác định rõ nguồn lực, thời hạn, tổ chức và cá nhân chịu trách nhiệm.', 'obligation', 'over_reports', 'completeness', []],
  ['KL226.2.1.d3.reduce-15', 'D11', '2.1, gạch đầu dòng 3, câu 4', 'Mỗi năm giảm ít nhất 15% văn bản hành chính so với năm liền trước.', 'target', 'full', 'change_vs_baseline', [{ name: 'mức giảm tối thiểu', value: '15%', from: '2025-12-11', clause: '2.1' }]],
  ['KL226.2.2.p.online-min', 'M2', '2.2, đoạn mở đầu, câu 1', 'Hội nghị trực tuyến ít nhất 60% tổng số hội nghị trong năm.', 'obligation', 'full', 'share', [{ name: 'tỷ lệ tối thiểu', value: '60%', from: '2025-12-11', clause: '2.2' }]],
  ['KL226.2.2.d2.reduce-10', 'M6', '2.2, gạch đầu dòng 2', 'Mỗi năm tinh giản 10% số lượng hội nghị.', 'target', 'full', 'change_vs_baseline', [{ name: 'mức giảm tối thiểu', value: '10%', from: '2025-12-11', clause: '2.2' }]],
  ['KL226.2.2.d3.province-cap', 'M8', '2.2, gạch đầu dòng 3', 'Cấp tỉnh tổ chức không quá 2 hội nghị quy mô toàn tỉnh trong một năm.', 'prohibition', 'full', 'count_cap', [{ name: 'số hội nghị tối đa', value: 2, from: '2025-12-11', clause: '2.2' }]],
  ['KL226.2.2.d3.commune-cap', 'M9', '2.2, gạch đầu dòng 3', 'Cấp xã tổ chức không quá 3 hội nghị quy mô toàn xã trong một năm.', 'prohibition', 'full', 'count_cap', [{ name: 'số hội nghị tối đa', value: 3, from: '2025-12-11', clause: '2.2' }]],
  ['KL226.2.2.d5.closing', 'M18', '2.2, gạch đầu dòng 5', 'Phát biểu kết luận hội nghị không quá 50 phút.', 'obligation', 'full', 'record_limit', [{ name: 'thời lượng tối đa', value: '50 phút', from: '2025-12-11', clause: '2.2' }]],
  ['KL226.2.3.d2.one-lead', 'W13', '2.3, gạch đầu dòng 2', 'Mỗi việc chỉ giao một cơ quan, một người chủ trì và chịu trách nhiệm chính.', 'obligation', 'over_reports', 'completeness', []],
  ['KL226.2.3.d4.digital', 'W17', '2.3, gạch đầu dòng 4', 'Xử lý thủ tục, văn bản trên môi trường số; báo cáo định kỳ gửi qua mạng.', 'obligation', 'full', 'share', [{ name: 'tỷ lệ tối thiểu', value: '95%', from: '2025-12-11', clause: '2.3' }]],
].map(([id, row, clause, statement, force, executability, kind, parameters], i) => ({ id, row, source: '226-KL/TW', clause, statement, force, executability, kind, parameters, interpretations: i === 3 ? ['I-07'] : [], cases: 4 + (i % 5) }));

const passage = (text, quote) => {
  const i = text.indexOf(quote);
  if (i < 0) return [];
  const start = [...text.slice(0, i)].length;
  return [{ start, end: start + [...quote].length, quote }];
};
export function check(text) {
  const rules = [
    ['the_thuc', 'KL226.2.1.d1.right-authority', 'info', '2.1', 'Thừa dấu hai chấm sau chữ “Số”', 'Bỏ dấu hai chấm: văn bản của Đảng ghi “Số 31-KH/ĐU”.', ['Số:'], 'Hướng dẫn 05-HD/VPTW: sau chữ “Số” không có dấu hai chấm'],
    ['tham_quyen', 'KL226.2.1.d1.right-authority', 'error', '2.1', 'Có nội dung phụ cấp trong văn bản chuyên môn', 'Bỏ câu về phụ cấp; chế độ, chính sách phải ở văn bản đúng thẩm quyền.', ['Cán bộ làm số hóa được hưởng thêm phụ cấp 10%.'], 'không lồng ghép nội dung về tổ chức bộ máy, biên chế, chế độ, chính sách trong văn bản chuyên môn'],
    ['noi_dung', 'KL226.2.2.p.online-min', 'error', '2.2', 'Mức trực tuyến 50% thấp hơn mức 60%', 'Nâng mức hội nghị trực tuyến lên từ 60% trở lên tổng số hội nghị.', ['từ 50% trở lên'], 'số lượng hội nghị trực tuyến chiếm không ít hơn 60% tổng số hội nghị trong năm'],
    ['noi_dung', 'KL226.2.1.d3.assignment', 'warning', '2.1', 'Việc số hóa chưa nêu nguồn lực', 'Thêm kinh phí, người làm hoặc đơn vị bảo đảm nguồn lực cho việc số hóa.', ['Số hóa toàn bộ văn bản nhiệm kỳ trước'], 'xác định rõ nguồn lực, thời hạn hoàn thành'],
    ['sau_ro', 'KL226.2.3.d2.one-lead', 'error', '2.3', 'Một việc có 2 đầu mối chủ trì', 'Chọn một đơn vị chủ trì, đơn vị còn lại phối hợp.', ['Văn phòng Đảng ủy và Ủy ban Kiểm tra cùng chủ trì'], 'một việc chỉ giao một cơ quan, một người chủ trì'],
    ['sau_ro', 'KL226.2.3.d2.one-lead', 'warning', '2.3', 'Chưa rõ người: “các cơ quan liên quan”', 'Nêu đích danh cơ quan phối hợp.', ['các cơ quan liên quan'], 'rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ thẩm quyền, rõ sản phẩm'],
    ['sau_ro', 'KL226.2.3.d2.one-lead', 'warning', '2.3', 'Chưa rõ thời gian: “sớm hoàn thiện”', 'Ghi ngày phải xong.', ['sớm hoàn thiện'], 'rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ thẩm quyền, rõ sản phẩm'],
    ['trung_lap', 'KL226.2.1.d3.goal', 'warning', '2.1', 'Giống 41% với 215-KH/TU (9 trên 22 câu)', 'Dẫn chiếu tới kế hoạch cấp trên thay vì chép lại.', ['Quán triệt đầy đủ, sâu sắc nội dung Kết luận; tạo chuyển biến rõ nét trong lề lối làm việc', 'Thực hiện nghiêm việc giảm số lượng văn bản hành chính; chỉ ban hành văn bản khi thật cần thiết; nội dung ngắn gọn, dễ hiểu, rõ mục tiêu; phân công rõ trách nhiệm từng tổ chức, cá nhân.'], 'không ban hành văn bản chỉ sao chép lại nội dung văn bản cấp trên'],
  ];
  const findings = rules
    .map(([group, norm, severity, clause, message, remedy, quotes, quote]) => ({
      norm,
      row: norms.find((n) => n.id === norm)?.row ?? 'D2',
      source: '226-KL/TW',
      clause,
      outcome: 'breached',
      severity,
      force: 'obligation',
      group,
      message,
      remedy,
      quote,
      passages: quotes.flatMap((q) => passage(text, q)),
      interpretations: [],
    }))
    .filter((finding) => finding.passages.length > 0);
  const { text: _text, ...document } = read(text, 'x.txt');
  return { document, findings, summary: { breached: findings.length, met: 31, waived: 0, not_applicable: 12, cannot_tell: 0, rulebook: 'sha256:4f1c9a27' } };
}

const item = (key, kind, title, from, symbol, due, due_text, action, href) => ({ id: /[dnw]-\d+$/.exec(href)?.[0] ?? key, kind, title, from, symbol, due, due_text, action, href });
export const todayAnswer = {
  date: today,
  overdue: [
    item('t1', 'document_in', 'Rà soát thủ tục công tác sau sắp xếp tổ chức bộ máy', 'Tỉnh ủy Minh Họa', '404-CV/TU', '2026-11-18', 'quá hạn 2 ngày', 'Xử lý', '/van-ban-den/d-1293'),
    item('t2', 'draft', 'Báo cáo rà soát thủ tục công tác sau sắp xếp: còn 2 vi phạm', 'Văn phòng Đảng ủy', undefined, '2026-11-18', 'quá hạn 2 ngày', 'Sửa tiếp', '/van-ban-di/soan/n-3'),
    item('t3', 'document_in', 'Chi bộ thôn Đông hỏi về kinh phí sinh hoạt chi bộ', 'Chi bộ thôn Đông', '27-CV/CB', '2026-11-19', 'quá hạn 1 ngày', 'Xử lý', '/van-ban-den/d-1290'),
  ],
  today: [
    item('t4', 'document_in', '6 văn bản mới nhận qua trục liên thông, chưa vào sổ', 'Trục liên thông văn bản', undefined, today, 'trong hôm nay', 'Vào sổ', '/van-ban-den?loc=waiting'),
    item('t5', 'draft', 'Dự thảo kế hoạch thực hiện Kết luận 226-KL/TW: 8 phát hiện', 'Văn phòng Đảng ủy', undefined, today, 'trong hôm nay', 'Xem lại', '/van-ban-di/soan/n-1'),
    item('t6', 'document_in', 'Cử đại biểu dự hội nghị ngày 24/11', 'Tỉnh ủy Minh Họa', '407-CV/TU', today, 'trong hôm nay', 'Xử lý', '/van-ban-den/d-1296'),
    item('t7', 'draft', 'Giấy mời giao ban tháng 11 chờ cấp số, phát hành', 'Văn phòng Đảng ủy', undefined, today, 'trong hôm nay', 'Cấp số', '/van-ban-di/soan/n-2'),
  ],
  upcoming: [
    item('t8', 'document_in', 'Góp ý dự thảo quy chế phối hợp ba xã liền kề', 'Đảng ủy xã Mẫu An', '52-CV/ĐU', '2026-12-02', 'còn 8 ngày làm việc', 'Góp ý', '/van-ban-den/d-1295'),
    item('t9', 'document_in', 'Chuẩn bị hội nghị trực tuyến sơ kết 1 năm thực hiện Kết luận 226-KL/TW', 'Tỉnh ủy Minh Họa', '412-CV/TU', '2026-11-25', 'còn 3 ngày làm việc', 'Xử lý', '/van-ban-den/w-0'),
    item('t10', 'document_in', 'Đánh giá, xếp loại cuối năm 2026', 'Ban Tổ chức Tỉnh ủy', '44-HD/BTCTU', '2026-12-04', 'còn 10 ngày làm việc', 'Xử lý', '/van-ban-den/w-3'),
  ],
  done_today: [
    { text: 'Vào sổ 407-CV/TU, số đến 1296', at: at('07:52') },
    { text: 'Cấp số 213-CV/ĐU', at: at('08:05') },
  ],
  counts: { all: 10, documents: 10, tasks: 0, reports: 0, meetings: 0 },
};

const gauge = (fields) => ({ row: 'D11', outcome: 'met', kind: 'percent', direction: 'at_least', interpretations: [], clause_text: 'KL 226, mục 2.2', rows_href: '', ...fields });
const gaugesFor = (level) => [
  gauge({ id: 'g1', label: 'Giảm văn bản hành chính so với cùng kỳ', norm: 'KL226.2.1.d3.reduce-15', measured_text: '13,2 %', measured: 13.2, limit: 15, limit_text: 'Tối thiểu 15%', clause_text: 'KL 226, mục 2.1', outcome: 'breached', status: 'warn', status_text: 'Còn thiếu 1,8 điểm', interpretations: ['I-07'] }),
  gauge({ id: 'g2', label: 'Giảm số hội nghị so với cùng kỳ', norm: 'KL226.2.2.d2.reduce-10', measured_text: '10,6 %', measured: 10.6, limit: 10, limit_text: 'Tối thiểu 10%', status: 'ok', status_text: 'Đạt' }),
  gauge({ id: 'g3', label: 'Hội nghị trực tuyến trên tổng số', norm: 'KL226.2.2.p.online-min', measured_text: '61,8 %', measured: 61.8, limit: 60, limit_text: 'Tối thiểu 60%', status: 'ok', status_text: 'Đạt', max: 100 }),
  level === 'central'
    ? gauge({ id: 'g4', label: 'Tỉnh đúng hạn mức 2 hội nghị toàn tỉnh', norm: 'KL226.2.2.d3.province-cap', measured_text: '31 / 34 tỉnh', measured: 31, limit: 34, max: 34, limit_text: 'Toàn bộ 34', outcome: 'breached', status: 'bad', status_text: '3 tỉnh vượt', kind: 'count' })
    : level === 'province'
      ? gauge({ id: 'g4', label: 'Hội nghị quy mô toàn tỉnh trong năm', norm: 'KL226.2.2.d3.province-cap', measured_text: '3 / 2', measured: 3, limit: 2, max: 3, limit_text: 'Không quá 2', outcome: 'breached', status: 'bad', status_text: 'Vượt 1 hội nghị', kind: 'pips', direction: 'at_most' })
      : gauge({ id: 'g4', label: 'Hội nghị quy mô toàn xã trong năm', norm: 'KL226.2.2.d3.commune-cap', measured_text: '2 / 3', measured: 2, limit: 3, max: 3, limit_text: 'Không quá 3', status: 'ok', status_text: 'Đạt', kind: 'pips', direction: 'at_most' }),
  gauge({ id: 'g5', label: 'Thủ tục, văn bản xử lý trên môi trường số', norm: 'KL226.2.3.d4.digital', measured_text: '96,2 %', measured: 96.2, limit: 95, limit_text: 'Từ 95%', clause_text: 'KL 226, mục 2.3', status: 'ok', status_text: 'Đạt', max: 100 }),
  level === 'commune'
    ? gauge({ id: 'g6', label: 'Nhiệm vụ đủ 6 rõ trong văn bản đã ban hành', norm: 'KL226.2.3.d2.one-lead', measured_text: '', measured: undefined, limit: 100, limit_text: '100%', clause_text: 'KL 226, mục 2.3', outcome: 'cannot_tell', status: 'none', status_text: 'Chưa có số liệu', missing: 'Thiếu danh sách nhiệm vụ' })
    : gauge({ id: 'g6', label: 'Báo cáo định kỳ gửi qua mạng', norm: 'KL226.2.3.d4.digital', measured_text: '98,6 %', measured: 98.6, limit: 100, max: 100, limit_text: '100%', clause_text: 'KL 226, mục 2.3', outcome: 'breached', status: 'warn', status_text: '46 xã còn gửi giấy' }),
].map((g) => ({ ...g, rows_href: `/toan-canh/so-lieu/${g.norm}` }));

const found = [
  ['KL226.2.2.d3.province-cap', 'error', 'Hội nghị toàn tỉnh thứ 3 trong năm', 'Tỉnh ủy A. Kế hoạch 214-KH/TU, họp 04/12/2026', 'KL 226, mục 2.2', '2026-11-24'],
  ['KL226.2.2.d5.closing', 'error', 'Phát biểu kết luận dài 68 phút', 'Đảng ủy xã B. Hội nghị sơ kết quý III, vượt 18 phút', 'KL 226, mục 2.2', '2026-11-19'],
  ['KL226.2.3.d2.one-lead', 'error', 'Nhiệm vụ có 2 đầu mối chủ trì', 'Văn phòng Tỉnh ủy C. Công văn 1182-CV/TU, đoạn 4', 'KL 226, mục 2.3', '2026-11-25'],
  ['KL226.2.1.d3.goal', 'warning', 'Giống 71% văn bản của cấp trên', 'Đảng ủy phường D. Dự thảo Kế hoạch 98-KH/ĐU', 'KL 226, mục 2.1', '2026-11-27'],
  ['KL226.2.1.d3.assignment', 'warning', 'Chưa nêu nguồn lực thực hiện', 'Đảng ủy xã E. Nghị quyết 31-NQ/ĐU, mục III.2', 'KL 226, mục 2.1', '2026-11-28'],
  ['KL226.2.2.d2.reduce-10', 'warning', 'Hội nghị chuyên môn mời 4 đơn vị ngoài ngành', 'Ban Tổ chức tỉnh G. Giấy mời 402-GM/BTC', 'KL 226, mục 2.2', '2026-11-25'],
  ['KL226.2.2.p.online-min', 'info', '3 hội nghị trùng ngày 08/12, cùng thành phần', 'Tỉnh ủy H. Kế hoạch hội nghị năm 2026, tháng 12', 'KL 226, mục 2.2', '2026-12-01'],
  ['KL226.2.3.d2.one-lead', 'info', 'Nhiệm vụ chưa rõ sản phẩm', 'Đảng ủy xã K. Danh mục trách nhiệm 2027, đoạn 2', 'KL 226, mục 2.3', '2026-12-02'],
].map(([norm, severity, title, where, clause_text, date]) => ({ norm, outcome: 'breached', severity, title, where, clause_text, date }));

export const provinceCodes = ['01', '04', '08', '11', '12', '14', '15', '19', '20', '22', '24', '25', '31', '33', '37', '38', '40', '42', '44', '46', '48', '51', '52', '56', '66', '68', '75', '79', '80', '82', '86', '91', '92', '96'];
const states = ['met', 'near', 'near', 'met', 'some_failed', 'met', 'near', 'near', 'met', 'met', 'near', 'over', 'near', 'some_failed', 'near', 'near', 'met', 'near', 'met', 'near', 'met', 'some_failed', 'near', 'met', 'near', 'near', 'over', 'met', 'near', 'some_failed', 'near', 'none', 'near', 'over'];
const words = { met: 'Đạt tất cả chỉ tiêu', near: 'Gần đạt, còn thiếu dưới 2 điểm', some_failed: '2 chỉ tiêu chưa đạt', over: 'Vượt số hội nghị toàn tỉnh', none: 'Chưa có số liệu' };

export function overview(u, period) {
  return {
    period,
    period_text: period === '2026' ? `Lũy kế 01/01/2026 đến 20/11/2026, so với cùng kỳ năm 2025` : `Năm ${period}, so với năm ${Number(period) - 1}`,
    as_of: today,
    sample: true,
    computed_at: at('08:15'),
    scope_text: u.level === 'central' ? '34 tỉnh, thành phố; 3.321 xã, phường, đặc khu' : u.level === 'province' ? '12 xã, phường' : `Các cơ quan ở ${u.area.full_name}`,
    gauges: gaugesFor(u.level),
    findings: { total: u.level === 'commune' ? 5 : 128, breached: u.level === 'commune' ? 1 : 14, warning: u.level === 'commune' ? 3 : 63, info: u.level === 'commune' ? 1 : 51, items: u.level === 'commune' ? found.slice(3) : found },
    ...(u.level === 'central' ? { provinces: provinceCodes.map((code, i) => ({ area: code, name: '', state: states[i], text: words[states[i]], children: 60 + ((i * 37) % 90) })) } : {}),
    ...(u.level === 'province'
      ? { children: communes.map((c, i) => ({ area: c.code, name: c.full_name, unit: `${c.code}.DU`, state: ['met', 'near', 'met', 'some_failed', 'met', 'near', 'over', 'met', 'near', 'met', 'none', 'met'][i], text: ['Đạt tất cả chỉ tiêu', 'Còn thiếu 1,2 điểm giảm văn bản', 'Đạt tất cả chỉ tiêu', '2 chỉ tiêu chưa đạt', 'Đạt tất cả chỉ tiêu', 'Còn thiếu 0,6 điểm trực tuyến', '4 hội nghị toàn xã, giới hạn 3', 'Đạt tất cả chỉ tiêu', 'Còn thiếu 1,9 điểm giảm văn bản', 'Đạt tất cả chỉ tiêu', 'Chưa có số liệu', 'Đạt tất cả chỉ tiêu'][i] })) }
      : {}),
  };
}

export function figure(u, id, period, cursor, limit) {
  const norm = norms.find((n) => n.id === id);
  if (!norm) return null;
  const total = 147;
  const from = Number(cursor ?? 0);
  const rows = Array.from({ length: Math.min(limit, total - from) }, (_, k) => {
    const i = from + k;
    const included = i % 9 !== 4;
    return {
      id: `f-${i}`,
      included,
      ...(included ? {} : { why_excluded: i % 2 ? 'Hội nghị định kỳ theo quy chế, không tính vào hạn mức' : 'Họp nội bộ cơ quan, không phải hội nghị' }),
      date: new Date(Date.UTC(2026, 0, 4) + i * 2 * 86400000).toISOString().slice(0, 10),
      title: ['Hội nghị sơ kết công tác quý', 'Hội nghị trực tuyến triển khai nhiệm vụ', 'Hội nghị quán triệt nghị quyết', 'Giao ban khối Đảng'][i % 4],
      unit: ['Tỉnh ủy Minh Họa', 'Đảng ủy xã Minh An', 'UBND xã Mẫu An'][i % 3],
      mode: i % 5 < 3 ? 'Trực tuyến' : 'Trực tiếp',
      minutes: 60 + ((i * 17) % 120),
    };
  });
  return {
    norm: { id, statement: norm.statement, clause: norm.clause, source: norm.source },
    period,
    unit: u.name,
    measured: '61,8 %',
    limit: '60 %',
    outcome: 'met',
    message: 'Trực tuyến 81 trên 131 hội nghị được tính, bằng 61,8%; mức tối thiểu 60%. 16 dòng không tính, lý do ghi ở từng dòng.',
    total,
    columns: [
      { key: 'date', label: 'Ngày', kind: 'date' },
      { key: 'title', label: 'Hội nghị', kind: 'text' },
      { key: 'unit', label: 'Đơn vị tổ chức', kind: 'text' },
      { key: 'mode', label: 'Hình thức', kind: 'text' },
      { key: 'minutes', label: 'Số phút', kind: 'number' },
    ],
    rows,
    next: from + rows.length < total ? String(from + rows.length) : undefined,
  };
}

Object.assign(documents.find((one) => one.id === 'd-1294') ?? {}, { text: planText });
for (const [id, text] of [['d-1285', longTexts.first], ['d-1284', longTexts.second]]) Object.assign(documents.find((one) => one.id === id) ?? {}, { text, document_type: 'báo cáo', symbol: `${id.slice(-2)}-BC/TU`, subject: 'Tổng hợp báo cáo của các thôn, tổ dân phố năm 2026' });
