// Which files there are: [document, choices of style, faults, options]. A fault is "word" or "word:variant" (faults.mjs).
//   options: long (paragraphs), auto (numbered by the program), table, landscape (rows), sections, blank (number and day not yet given), pdf, text, name
const A = { quocHieu: 13, tieuNgu: 14, body: 14, place: 14 };
const B = { quocHieu: 13, tieuNgu: 14, body: 13, place: 13, title: 13, margins: [25, 25, 35, 15], first: 10 };
const C = { quocHieu: 12, tieuNgu: 13, body: 14, place: 14, margins: [20, 25, 30, 15], first: 10, line: ['auto', 1.5] };
const E = { body: 14, line: ['exact', 18], margins: [22, 20, 33, 18], after: 8, endMark: true };
const F = { line: ['auto', 1], endMark: true };
const P2 = { heading: 14, title: 14, line: ['exact', 20], subjectBold: true };
const P3 = { heading: 15, title: 15, line: ['exact', 19] };

// Choices of the files of other programs and hands.
const T = { quocHieu: 12, tieuNgu: 13, body: 13, place: 13, title: 13, margins: [20, 20, 30, 15] };
const U = { ...A, first: 10, line: ['exact', 18], endMark: true };
const V = { quocHieu: 12, tieuNgu: 13, body: 14, place: 13, margins: [25, 20, 35, 15], line: ['auto', 1.2], after: 8, endMark: true };
const Q = { heading: 14, title: 14, line: ['exact', 19] };
const Z = { heading: 15, title: 16, line: ['exact', 20], subjectBold: true };
const word = (how) => ({ by: 'word', head: 'merged', indent: 'style', end: 'table', number: 'sdt', rule: 'vml', split: true, controls: true, ...how });

export const dev = [
  // Clean.
  ['quyetDinhTo', A, []], ['congVanLu', B, [], { auto: true }], ['keHoachTieuHoc', C, []], ['toTrinhCho', {}, []], ['baoCaoTrong', E, [], { table: [['Thôn', 'Kế hoạch (cây)', 'Đã trồng (cây)'], ['Đông', '4.000', '4.520'], ['Thượng', '5.000', '5.310'], ['Bãi', '3.500', '2.590']] }],
  ['nghiQuyetHdnd', F, []], ['thongBaoNghi', B, []], ['giayMoi', A, []], ['bienBan', C, []], ['quyCheHop', E, []], ['congDien', A, []], ['huongDanSo', {}, [], { sections: true }],
  ['nghiQuyetXa', {}, []], ['keHoachBtv', P2, []], ['congVanDu', P3, []], ['thongBaoKl', {}, []], ['toTrinhDang', P2, []], ['quyDinhTinh', P3, []], ['baoCaoDang', {}, []],
  ['keHoachTieuHoc', A, [], { long: 100, name: 'dai-10-trang' }], ['baoCaoTrong', B, [], { long: 60, landscape: [['TT', 'Thôn', 'Chỉ tiêu', 'Kết quả', 'Tỷ lệ', 'Ghi chú'], ['1', 'Đông', '4.000', '4.520', '113%', ''], ['2', 'Bãi', '3.500', '2.590', '74%', 'ngập']] }], ['nghiQuyetXa', P3, [], { long: 70 }],
  // State, with faults.
  ['quyetDinhTo', A, ['quoc-hieu-style', 'basis-style', 'basis-punctuation:comma', 'recipients-size:13']],
  ['quyetDinhTo', B, ['article-style:1', 'article-numbering:skip', 'signing-form-system', 'margin-left:25']],
  ['quyetDinhTo', C, ['type-style:lower', 'number-zero:7', 'date-zero:extra', 'signer-academic:TS. ']],
  ['congVanLu', A, ['notation-type:CV-SNNMT', 'letter-subject-style:b', 'recipients-label-style']],
  ['congVanLu', F, ['letter-subject-form:words', 'addressee-missing', 'body-align:left']],
  ['congVanLu', E, ['letter-subject-form:title', 'number-colon', 'recipients-archive:none']],
  ['keHoachTieuHoc', F, ['number-separator', 'subject-style', 'body-indent:0', 'font-color:1F4E79@2']],
  ['keHoachTieuHoc', B, ['tieu-ngu-wording:tight', 'tieu-ngu-rule', 'parent-body-style']],
  ['keHoachTieuHoc', E, ['paper-size:letter', 'font-family:Arial@2', 'signer-title-style']],
  ['keHoachTieuHoc', A, ['page-number-missing', 'body-spacing:0', 'date-form:slash'], { long: 45 }],
  ['baoCaoTrong', A, ['page-number-place:bottom', 'number-style:b', 'subject-rule'], { long: 50 }],
  ['baoCaoTrong', C, ['page-number-first', 'page-number-style:10', 'issuer-rule'], { long: 40 }],
  ['baoCaoTrong', F, ['subject-missing', 'recipients-missing']],
  ['baoCaoTrong', B, ['issuer-style', 'place-missing', 'signer-name-style', 'recipients-punctuation']],
  ['toTrinhCho', A, ['type-missing', 'body-line-spacing:auto@2']],
  ['toTrinhCho', B, ['margin-right:10', 'margin-top:12', 'tieu-ngu-style:b']],
  ['toTrinhCho', E, ['quoc-hieu-size:14', 'tieu-ngu-size:12', 'date-style:i', 'recipients-label-size:14']],
  ['nghiQuyetHdnd', A, ['basis-punctuation:last', 'article-numbering:repeat', 'signer-name-style:upper', 'body-style:i@1']],
  ['nghiQuyetHdnd', C, ['quoc-hieu-missing', 'basis-style', 'date-form:comma']],
  ['thongBaoNghi', A, ['date-zero:month', 'number-zero:5', 'margin-bottom:15', 'recipients-archive:- Lưu văn thư.']],
  ['thongBaoNghi', E, ['heading-system', 'type-size:16']],
  ['giayMoi', F, ['font-family:Calibri@all', 'signing-form-system']],
  ['giayMoi', C, ['parts-order:date', 'number-style:16', 'recipients-label-style:u']],
  ['quyCheHop', B, ['parts-order:recipients', 'article-style:2']],
  ['quyCheHop', A, ['paper-orientation', 'issuer-size:15']],
  ['congDien', B, ['urgency-style:frame', 'body-size:12@all', 'number-separator:groups']],
  ['congDien', E, ['urgency-style:text', 'font-legacy:1', 'signer-missing']],
  ['huongDanSo', A, ['notation-type:HDSNV-CV', 'tieu-ngu-wording:caps', 'body-indent:25']],
  ['huongDanSo', B, ['parts-order:type', 'date-size:11', 'recipients-label-style:i']],
  ['bienBan', A, ['body-style:b@1', 'font-color:FF0000@name', 'type-style']],
  // Party, with faults.
  ['nghiQuyetXa', {}, ['number-colon', 'party-star', 'ending-mark', 'basis-dash']],
  ['nghiQuyetXa', P2, ['number-separator', 'basis-style', 'signing-form-system', 'recipients-archive:- Lưu: VT.']],
  ['keHoachBtv', P3, ['party-deputy-form', 'recipients-label-style', 'body-line-spacing:auto@1.5']],
  ['keHoachBtv', {}, ['party-heading-rule', 'margin-left:35', 'body-size:13@all', 'subject-rule']],
  ['keHoachBtv', P2, ['page-number-missing', 'body-indent:0', 'date-style:i'], { long: 40 }],
  ['congVanDu', {}, ['notation-type:ĐU', 'number-style:i', 'addressee-missing']],
  ['congVanDu', P2, ['party-heading-style:lower', 'issuer-style', 'font-family:Arial@1']],
  ['thongBaoKl', P3, ['heading-system', 'party-star']],
  ['thongBaoKl', P2, ['party-heading-size:12', 'signer-title-style', 'number-zero:9', 'recipients-punctuation:dash']],
  ['toTrinhDang', {}, ['addressee-wording', 'signer-academic:ThS. ', 'parent-body-style']],
  ['quyDinhTinh', {}, ['notation-type:QyĐ/TU', 'type-size:12', 'article-numbering:skip', 'signer-name-style']],
  ['baoCaoDang', P2, ['party-heading-missing', 'date-form:slash', 'body-align:left']],
  // Portable documents and plain text.
  ['congVanLu', A, [], { pdf: true }], ['nghiQuyetXa', P2, [], { pdf: true }], ['keHoachTieuHoc', A, [], { pdf: true, long: 45 }],
  ['quyetDinhTo', B, ['paper-size:letter', 'number-colon', 'signer-academic:TS. '], { pdf: true }],
  ['baoCaoTrong', A, ['page-number-missing', 'date-form:comma', 'type-style:lower'], { pdf: true, long: 40 }],
  ['keHoachBtv', {}, ['margin-left:20', 'ending-mark', 'number-colon'], { pdf: true }],
  ['toTrinhCho', B, ['body-size:11@all', 'tieu-ngu-wording:lower', 'recipients-archive:none'], { pdf: true }],
  ['thongBaoKl', {}, ['font-family:Arial@1', 'party-star'], { pdf: true }],
  ['quyetDinhTo', {}, [], { text: true }], ['congVanDu', {}, [], { text: true }],
  ['congVanLu', {}, ['notation-type:CV-SNNMT', 'number-colon', 'recipients-punctuation:end'], { text: true }],
  ['nghiQuyetHdnd', {}, ['tieu-ngu-wording:comma', 'basis-punctuation:comma', 'date-form:slash', 'article-numbering:skip'], { text: true }],
  ['keHoachBtv', {}, ['signing-form-system', 'ending-mark', 'number-separator'], { text: true }],
  // A draft waits for its number and its day: a blank there is no fault.
  ['keHoachTieuHoc', E, [], { blank: true }], ['keHoachBtv', P3, [], { blank: true }], ['congVanLu', C, ['recipients-archive:none', 'body-indent:0'], { blank: true }],
  // Number and symbol, superior body, whom it is for.
  ['congVanLu', B, ['addressee-style', 'parent-body-size:14', 'recipients-style:i']], ['toTrinhCho', A, ['addressee-size:16', 'recipients-style']],
  ['congVanLu', A, ['addressee-style:i', 'recipients-style'], { pdf: true }], ['keHoachBtv', {}, ['number-style:12', 'recipients-label-size:12']],
  ['nghiQuyetXa', P3, ['parent-body-size:12', 'number-style:16']], ['keHoachBtv', P2, ['parent-body-size:15', 'recipients-label-size:11'], { pdf: true }],
  // Other programs and typists (hands.mjs; `by`: kept as that program wrote it), texts of documents3.mjs. Clean.
  ['quyetDinhDoan', A, [], { shape: 'typed', hand: word() }], ['congVanDien', T, [], { shape: 'addressees', hand: word({ head: 'tab', indent: 'tab', end: 'tabbed', number: 'tabbed', tracked: true }) }],
  ['keHoachSo', V, [], { hand: word({ head: 'row', end: 'cells', number: 'plain', rule: 'border', appendix: ['DANH MỤC SỔ HỘ TỊCH SỐ HÓA NĂM 2026', '(Kèm theo Kế hoạch số 64/KH-UBND ngày 03 tháng 6 năm 2026 của Ủy ban nhân dân xã Đồng Chiêm)', ['TT', 'Loại sổ', 'Năm lập', 'Số quyển', 'Số trang'], ['1', 'Khai sinh', '1978 - 2015', '64', '9.120'], ['2', 'Kết hôn', '1981 - 2015', '38', '5.310'], ['3', 'Khai tử', '1980 - 2015', '29', '3.810']] }) }],
  ['thongBaoTrucHe', A, [], { shape: 'signed', hand: { by: 'google', head: 'row', indent: 'style', end: 'table', number: 'plain', rule: 'underline' } }],
  ['baoCaoCchc', U, [], { long: 24, hand: { by: 'wps', head: 'floating', indent: 'chars', end: 'table', number: 'box', rule: 'border' } }],
  ['toTrinhXe', T, [], { by: 'npm docx' }], ['baoCaoQuy', {}, [], { long: 20, by: 'npm docx' }],
  ['nghiQuyetPhuong', A, [], { shape: 'draft', by: 'python-docx' }], ['nghiQuyetChuyenDe', Q, [], { by: 'python-docx' }],
  ['giayMoiSoKet', V, [], { by: 'LibreOffice .fodt' }], ['congVanGopY', Z, [], { by: 'LibreOffice .fodt' }], ['chiThiHe', T, [], { by: 'LibreOffice .html' }], ['thongBaoPhanCong', {}, [], { by: 'pandoc' }],
  ['huongDanThue', A, [], { pdf: true, hand: word({ head: 'row', indent: 'tab', rule: 'border', split: false, controls: false }) }],
  // With faults.
  ['quyetDinhDoan', T, ['article-style:1', 'basis-punctuation:last', 'signer-academic:TS. ', 'recipients-size:12'], { hand: word({ head: 'floating', number: 'tabbed', rule: 'mixed' }) }],
  ['congVanDien', V, ['tieu-ngu-rule', 'letter-subject-form:words', 'recipients-archive:- Lưu: Văn thư.'], { hand: word({ head: 'blanks', indent: 'blanks', end: 'tabbed' }) }],
  ['baoCaoCchc', A, ['font-color:365F91@heading', 'font-family:Cambria@heading', 'page-number-place:right'], { long: 22, hand: word({ head: 'tab', indent: 'tab', number: 'plain' }) }],
  ['keHoachSo', T, ['font-family:Arial@2', 'body-spacing:0', 'body-align:left', 'page-number-missing'], { long: 25, hand: { by: 'google', head: 'merged', indent: 'style', end: 'table', rule: 'border' } }],
  ['toTrinhXe', A, ['body-line-spacing:auto@1.8', 'issuer-rule', 'date-zero'], { hand: { by: 'wps', head: 'row', indent: 'chars', end: 'cells', number: 'box', rule: 'border' } }],
  ['thongBaoTrucHe', A, ['paper-size:letter', 'margin-left:25.4', 'margin-right:25.4', 'number-style:b', 'signer-name-style'], { by: 'npm docx' }],
  ['nghiQuyetPhuong', V, ['quoc-hieu-size:14', 'tieu-ngu-wording:dash', 'subject-style', 'article-numbering:skip'], { by: 'npm docx' }],
  ['keHoachGiamSat', Z, ['party-star', 'number-colon', 'party-heading-rule', 'body-indent:0'], { by: 'npm docx' }],
  ['giayMoiSoKet', A, ['paper-size:letter', 'parent-body-style', 'type-size:18', 'addressee-size:12'], { by: 'python-docx' }],
  ['chiThiHe', U, ['tieu-ngu-style:i', 'date-form:slash', 'body-size:12@all'], { by: 'python-docx' }],
  ['toTrinhNhanSu', {}, ['addressee-wording', 'signer-title-style', 'font-family:Calibri@all'], { by: 'python-docx' }],
  ['huongDanThue', V, ['issuer-style', 'date-style:i', 'recipients-label-style', 'margin-right:12'], { by: 'LibreOffice .fodt' }],
  ['thongBaoPhanCong', Z, ['ending-mark', 'number-separator', 'signing-form-system', 'recipients-label-style'], { by: 'LibreOffice .fodt' }],
  ['congVanDien', A, ['notation-type:CV-SCT', 'number-colon', 'recipients-punctuation:dash'], { by: 'LibreOffice .html' }],
  // LibreOffice writes a height of line in points as "at least".
  ['congVanGopY', {}, ['heading-system', 'notation-type:ĐU', 'party-deputy-form'], { by: 'LibreOffice .html', also: ['body-line-spacing'] }],
  ['baoCaoCchc', T, ['type-style:lower', 'quoc-hieu-style:lower', 'body-align:left', 'signing-form-system'], { by: 'pandoc' }],
  ['baoCaoQuy', Q, ['issuer-style', 'margin-left:20', 'body-line-spacing:auto@1.15', 'recipients-archive:- Lưu: VT.'], { by: 'pandoc' }],
  ['keHoachSo', A, ['page-number-place:bottom', 'date-zero', 'recipients-missing', 'subject-missing'], { long: 24, pdf: true, hand: word({ head: 'row', number: 'plain', rule: 'border', controls: false }) }],
  ['nghiQuyetChuyenDe', {}, ['basis-dash', 'type-size:12', 'page-number-first'], { long: 24, by: 'npm docx' }],
  ['bienBanBanGiao', T, ['parts-order:number', 'body-style:i@1', 'number-zero:3'], { hand: word({ head: 'row', number: 'plain', rule: 'mixed' }) }],
  ['giayMoiSoKet', T, ['type-missing', 'signer-missing', 'body-spacing:contextual'], { hand: word({ end: 'cells', number: 'tabbed', rule: 'underline' }) }],
  ['toTrinhNhanSu', Q, ['parts-order:recipients', 'date-size:12', 'parent-body-size:11'], { hand: { by: 'wps', head: 'floating', indent: 'chars', end: 'table', number: 'box', rule: 'border' } }],
];

export const held = [
  ['quyetDinhCap', B, []], ['congVanThue', A, []], ['deAnBao', E, [], { table: [['Hạng mục', 'Kinh phí (tỷ đồng)'], ['Bể chứa', '8,4'], ['Đường ống, trạm bơm', '5,8']] }], ['lienTich', C, []], ['quyDinhPho', F, []], ['keHoachHdnd', A, [], { sections: true }],
  ['ketLuanTinh', P2, []], ['huongDanKt', {}, []], ['quyetDinhDu', P3, []], ['toTrinhBan', {}, []], ['congVanVp', P2, []],
  ['deAnBao', B, [], { long: 95 }], ['ketLuanTinh', {}, [], { long: 50 }],
  ['quyetDinhCap', A, ['quoc-hieu-style:lower', 'basis-punctuation:none', 'signing-form-system', 'body-line-spacing:auto@0.8']],
  ['quyetDinhCap', E, ['tieu-ngu-style:i', 'article-numbering:repeat', 'recipients-size:14', 'date-zero']],
  ['quyetDinhCap', C, ['issuer-rule', 'article-style:0', 'margin-left:20', 'font-color:C00000@subject']],
  ['congVanThue', B, ['letter-subject-form:bare', 'number-colon', 'recipients-label-size:11']],
  ['congVanThue', E, ['letter-subject-style:14', 'addressee-missing', 'date-zero', 'body-size:15@all']],
  ['deAnBao', A, ['page-number-place:right', 'number-zero:2', 'type-style', 'body-spacing:2'], { long: 40 }],
  ['deAnBao', C, ['page-number-missing', 'subject-style:upper', 'signer-title-style:lower'], { long: 42 }],
  ['deAnBao', F, ['page-number-style:roman', 'parent-body-style', 'body-align:left'], { long: 38 }],
  ['lienTich', A, ['tieu-ngu-rule', 'recipients-missing', 'font-family:Arial@all']],
  ['lienTich', B, ['notation-type:CT-HND-SNNMT', 'quoc-hieu-size:15', 'body-indent:0']],
  ['quyDinhPho', A, ['notation-type:QĐ-BVĐKĐS', 'article-numbering:skip', 'signer-name-style', 'margin-right:25']],
  ['quyDinhPho', C, ['paper-size:f4', 'number-style:i', 'recipients-archive:none', 'subject-rule']],
  ['keHoachHdnd', B, ['parts-order:number', 'place-missing', 'issuer-style:lower']],
  ['keHoachHdnd', E, ['heading-system', 'signer-academic:GS.TS. ', 'date-form:comma']],
  ['keHoachHdnd', F, ['font-legacy:1', 'subject-missing', 'recipients-punctuation:last']],
  ['ketLuanTinh', P3, ['number-zero:3', 'party-star', 'party-deputy-form', 'recipients-label-style']],
  ['ketLuanTinh', {}, ['party-heading-style', 'number-separator', 'body-style:i@0', 'ending-mark']],
  ['huongDanKt', P2, ['basis-dash', 'margin-right:20', 'signing-form-system', 'body-size:12@all']],
  ['huongDanKt', P3, ['page-number-first', 'type-missing'], { long: 36 }],
  ['quyetDinhDu', {}, ['heading-system', 'signer-title-style']],
  ['quyetDinhDu', P2, ['basis-style', 'number-colon', 'article-style:1', 'recipients-archive:- Lưu: VT, ĐU.']],
  ['toTrinhBan', P3, ['addressee-wording', 'party-heading-rule', 'signer-missing']],
  ['toTrinhBan', P2, ['parts-order:recipients', 'body-line-spacing:exact@26']],
  ['congVanVp', {}, ['notation-type:VPTU', 'date-style:b', 'font-family:Tahoma@1']],
  ['congVanVp', P3, ['paper-orientation', 'issuer-style', 'number-separator:groups']],
  ['quyetDinhCap', B, [], { pdf: true }], ['quyetDinhDu', P3, [], { pdf: true }],
  ['congVanThue', A, ['number-colon', 'recipients-archive:none', 'margin-left:22'], { pdf: true }],
  ['deAnBao', A, ['page-number-missing', 'type-style:lower'], { pdf: true, long: 40 }],
  ['huongDanKt', {}, [], { text: true }],
  ['quyDinhPho', {}, ['signer-academic:PGS.TS. ', 'number-separator', 'tieu-ngu-wording:dash'], { text: true }],
  ['congVanVp', {}, ['notation-type:VPTU', 'ending-mark', 'date-form:comma'], { text: true }],
];

// Written anew by LibreOffice, some through .odt, .doc or .rtf on the way, as files are that have passed many hands.
export const held2 = [
  ['truongThpt', A, []], ['chiCuc', B, []], ['quyetDinhSo', C, []], ['keHoachAp', E, []], ['phuLucBaoCao', {}, []], ['keHoachAp', F, [], { blank: true }], ['keHoachHoc', P2, []], ['quyetDinhTinh', {}, []], ['congVanKt', P3, []], ['keHoachAp', A, [], { long: 60 }],
  ['truongThpt', B, ['issuer-style', 'body-size:12@all', 'recipients-label-style', 'date-zero']],
  ['truongThpt', E, ['quoc-hieu-size:14', 'subject-style', 'signer-academic:ThS. ', 'margin-left:20']],
  ['chiCuc', A, ['notation-type:CV-CCTS', 'letter-subject-style:b', 'body-line-spacing:auto@2']],
  ['chiCuc', F, ['number-colon', 'addressee-missing', 'recipients-size:13']],
  ['quyetDinhSo', A, ['basis-punctuation:comma', 'article-style:0', 'signing-form-system']],
  ['quyetDinhSo', B, ['basis-style', 'article-numbering:skip', 'tieu-ngu-wording:caps', 'paper-size:letter']],
  ['keHoachAp', B, ['page-number-missing', 'body-spacing:0', 'font-family:Arial@3'], { long: 42 }],
  ['keHoachAp', C, ['page-number-place:bottom', 'parent-body-style', 'type-size:18'], { long: 40 }],
  ['phuLucBaoCao', A, ['number-zero:8', 'date-zero:month', 'body-align:left']],
  ['phuLucBaoCao', C, ['parts-order:recipients', 'number-style:b', 'font-color:2E74B5@type']],
  ['keHoachHoc', {}, ['number-separator', 'party-star', 'recipients-label-style', 'ending-mark']],
  ['keHoachHoc', P3, ['party-deputy-form', 'margin-right:20', 'body-indent:0']],
  ['quyetDinhTinh', P2, ['basis-dash', 'signer-title-style', 'party-heading-style:lower']],
  ['congVanKt', {}, ['notation-type:UBKTTU', 'signing-form-system', 'date-style:i']],
];
