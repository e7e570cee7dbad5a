// What the files of offices.mjs say, how each office types it, and the faults put in. Every body, place and person is fictional.
import { boxed, cell, drawn, file, p, run, table } from './offices.mjs';

const state = { qh: { size: 13, b: true }, tn: { size: 14, b: true }, parent: { size: 13 }, issuer: { size: 13, b: true }, no: { size: 13 }, ls: { size: 13 }, date: { size: 14, i: true }, title: { size: 14, b: true }, subject: { size: 14, b: true }, to: { size: 14 }, body: { size: 14 }, basis: { size: 14, i: true }, label: { size: 12, b: true, i: true }, rec: { size: 11 }, power: { size: 14, b: true }, post: { size: 14, b: true }, name: { size: 14, b: true } };
const party = { qh: { size: 15, b: true }, parent: { size: 14 }, issuer: { size: 14, b: true }, star: { size: 14 }, no: { size: 14 }, ls: { size: 12, i: true }, date: { size: 14, i: true }, title: { size: 16, b: true }, subject: { size: 14, b: true }, to: { size: 14 }, body: { size: 14 }, basis: { size: 14 }, label: { size: 14, u: true }, rec: { size: 12 }, power: { size: 14, b: true }, post: { size: 14 }, name: { size: 14, b: true } };

const QH = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const TN = 'Độc lập - Tự do - Hạnh phúc';
const DCS = 'ĐẢNG CỘNG SẢN VIỆT NAM';

const texts = {
  quyetDinh: { type: 'quyết định', parent: 'ỦY BAN NHÂN DÂN TỈNH THẠCH KHÊ', issuer: 'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG', no: 'Số: 612/QĐ-SNNMT', date: 'Thạch Khê, ngày 14 tháng 8 năm 2026', title: 'QUYẾT ĐỊNH', subject: 'Về việc thành lập Tổ kiểm tra hồ, đập trước mùa mưa lũ năm 2026', authority: 'GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
    bases: ['Căn cứ Quyết định số 27/2025/QĐ-UBND ngày 30 tháng 6 năm 2025 của Ủy ban nhân dân tỉnh Thạch Khê quy định chức năng, nhiệm vụ của Sở Nông nghiệp và Môi trường;', 'Căn cứ Kế hoạch số 140/KH-UBND ngày 06 tháng 7 năm 2026 của Ủy ban nhân dân tỉnh về phòng, chống thiên tai;', 'Theo đề nghị của Chi cục trưởng Chi cục Thủy lợi.'], decide: 'QUYẾT ĐỊNH:',
    body: ['Điều 1.| Thành lập Tổ kiểm tra hồ, đập trước mùa mưa lũ năm 2026 gồm 07 thành viên do ông Cù Huy Lâm, Phó Giám đốc Sở làm Tổ trưởng.', 'Điều 2.| Tổ kiểm tra hiện trạng 23 hồ chứa do Sở quản lý, lập biên bản từng hồ, kiến nghị biện pháp xử lý trước ngày 10 tháng 9 năm 2026.', 'Điều 3.| Chánh Văn phòng Sở, Chi cục trưởng Chi cục Thủy lợi và các thành viên Tổ kiểm tra chịu trách nhiệm thi hành Quyết định này.'],
    rec: ['Như Điều 3', 'UBND tỉnh (để b/c)', 'Giám đốc, các Phó Giám đốc Sở'], archive: 'Lưu: VT, CCTL', power: ['KT. GIÁM ĐỐC'], post: ['PHÓ GIÁM ĐỐC'], name: 'Vi Thành Đô' },
  congVan: { type: 'công văn', parent: 'ỦY BAN NHÂN DÂN TỈNH THẠCH KHÊ', issuer: 'ỦY BAN NHÂN DÂN XÃ AN ĐÀI', no: 'Số: 391/UBND-KT', date: 'An Đài, ngày 05 tháng 8 năm 2026', ls: 'V/v rà soát hộ trồng cam bị thiệt hại do mưa đá', to: 'Kính gửi: Trưởng các thôn trên địa bàn xã An Đài.',
    body: ['Ngày 01 tháng 8 năm 2026, mưa đá làm rụng quả và gãy cành tại 06 thôn trồng cam của xã. Để có cơ sở đề nghị hỗ trợ, Ủy ban nhân dân xã yêu cầu trưởng các thôn thực hiện như sau:', '1. Lập danh sách từng hộ có vườn cam bị thiệt hại từ 30% diện tích trở lên, ghi rõ số cây, diện tích, chụp ảnh vườn tại thời điểm kiểm tra.', '2. Niêm yết danh sách tại nhà văn hóa thôn trong 03 ngày, ghi biên bản các ý kiến khác nhau của người dân.', '3. Nộp danh sách và biên bản về Phòng Kinh tế trước 16 giờ ngày 20 tháng 8 năm 2026 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh.'],
    rec: ['Như trên', 'TT. Đảng ủy, TT. HĐND xã', 'Chủ tịch, các PCT UBND xã'], archive: 'Lưu: VT, KT', power: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], post: ['PHÓ CHỦ TỊCH'], name: 'Lò Thị Xuân' },
  toTrinh: { type: 'tờ trình', parent: 'ỦY BAN NHÂN DÂN TỈNH THẠCH KHÊ', issuer: 'SỞ XÂY DỰNG', no: 'Số: 205/TTr-SXD', date: 'Thạch Khê, ngày 22 tháng 9 năm 2026', title: 'TỜ TRÌNH', subject: 'Về việc phê duyệt danh mục cầu yếu cần sửa chữa năm 2027', to: 'Kính gửi: Ủy ban nhân dân tỉnh Thạch Khê.',
    body: ['Qua kiểm định 58 cầu trên các tuyến đường tỉnh, Sở Xây dựng ghi nhận 09 cầu có bản mặt cầu nứt, khe co giãn hỏng, tải trọng khai thác phải hạ xuống dưới 08 tấn.', 'Sở Xây dựng trình Ủy ban nhân dân tỉnh xem xét, phê duyệt danh mục 09 cầu cần sửa chữa trong năm 2027 với các nội dung chính sau:', '1. Tổng kinh phí dự kiến 31,5 tỷ đồng từ nguồn vốn bảo trì đường bộ của tỉnh, trong đó 04 cầu trên đường tỉnh 412 là 17,2 tỷ đồng.', '2. Thời gian thi công từ tháng 3 đến tháng 11 năm 2027; trong thời gian thi công có đường tránh cho xe dưới 05 tấn.', 'Sở Xây dựng kính trình Ủy ban nhân dân tỉnh xem xét, quyết định.'],
    rec: ['Như trên', 'Sở Tài chính', 'Giám đốc, các Phó Giám đốc Sở'], archive: 'Lưu: VT, QLHT', power: [], post: ['GIÁM ĐỐC'], name: 'Mạc Đình Quý' },
  nghiQuyet: { type: 'nghị quyết', issuer: 'HỘI ĐỒNG NHÂN DÂN XÃ AN ĐÀI', no: 'Số: 18/NQ-HĐND', date: 'An Đài, ngày 16 tháng 7 năm 2026', title: 'NGHỊ QUYẾT', subject: 'Về việc điều chỉnh kế hoạch đầu tư công năm 2026 của xã', authority: 'HỘI ĐỒNG NHÂN DÂN XÃ AN ĐÀI\nKHÓA I, KỲ HỌP THỨ TƯ',
    bases: ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;', 'Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;', 'Xét Tờ trình số 77/TTr-UBND ngày 02 tháng 7 năm 2026 của Ủy ban nhân dân xã An Đài; báo cáo thẩm tra của Ban Kinh tế - Ngân sách; ý kiến thảo luận của đại biểu tại kỳ họp.'], decide: 'QUYẾT NGHỊ:',
    body: ['Điều 1.| Điều chỉnh giảm 1.240 triệu đồng của dự án chợ trung tâm xã, tăng tương ứng cho dự án kiên cố hóa kênh tưới thôn Khe Bạc.', 'Điều 2.| Giao Ủy ban nhân dân xã tổ chức thực hiện, hoàn thành giải ngân trước ngày 31 tháng 12 năm 2026 và báo cáo kết quả tại kỳ họp cuối năm.', 'Nghị quyết này đã được Hội đồng nhân dân xã An Đài khóa I, kỳ họp thứ tư thông qua ngày 16 tháng 7 năm 2026 và có hiệu lực từ ngày thông qua.'],
    rec: ['TT. HĐND tỉnh', 'UBND xã', 'Đại biểu HĐND xã'], archive: 'Lưu: VT', power: [], post: ['CHỦ TỊCH'], name: 'Hà Văn Tấn' },
  thongBao: { type: 'thông báo', parent: 'ỦY BAN NHÂN DÂN TỈNH THẠCH KHÊ', issuer: 'ỦY BAN NHÂN DÂN PHƯỜNG SÔNG ĐÀO', no: 'Số: 130/TB-UBND', date: 'Sông Đào, ngày 11 tháng 12 năm 2026', title: 'THÔNG BÁO', subject: 'Về việc cấm xe trên đường Bến Nứa để sửa cống thoát nước',
    body: ['Để thi công thay 120 m cống thoát nước đường Bến Nứa, Ủy ban nhân dân phường Sông Đào thông báo đến các cơ quan, đơn vị và nhân dân trên địa bàn như sau:', '1. Từ 20 giờ đến 5 giờ sáng các ngày từ 15 đến 24 tháng 12 năm 2026, cấm xe ô tô trên đoạn từ số nhà 15 đến số nhà 88 đường Bến Nứa.', '2. Xe ô tô đi theo đường Lò Gạch và đường Vườn Dâu; xe máy, xe đạp đi trên phần đường còn lại theo biển chỉ dẫn của đơn vị thi công.', '3. Đơn vị thi công đặt rào chắn, đèn cảnh báo ban đêm, cử người hướng dẫn tại hai đầu đoạn đường trong suốt thời gian thi công.', 'Ủy ban nhân dân phường đề nghị nhân dân biết và thực hiện.'],
    rec: ['Công an phường', 'Các tổ dân phố', 'Trang thông tin của phường'], archive: 'Lưu: VT, KTHTĐT', power: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], post: ['PHÓ CHỦ TỊCH'], name: 'Ông Thế Vinh' },
  keHoach: { type: 'kế hoạch', parent: 'ỦY BAN NHÂN DÂN TỈNH THẠCH KHÊ', issuer: 'SỞ Y TẾ', no: 'Số: 84/KH-SYT', date: 'Thạch Khê, ngày 03 tháng 10 năm 2026', title: 'KẾ HOẠCH', subject: 'Tiêm bổ sung vắc xin sởi cho trẻ từ 01 đến 05 tuổi',
    body: ['Thực hiện Kế hoạch số 166/KH-UBND ngày 15 tháng 9 năm 2026 của Ủy ban nhân dân tỉnh, Sở Y tế ban hành Kế hoạch tiêm bổ sung vắc xin sởi như sau:', '#I. MỤC ĐÍCH, YÊU CẦU', '1. Ít nhất 95% trẻ từ 01 đến 05 tuổi đang sống tại tỉnh được tiêm 01 mũi vắc xin sởi trong quý IV năm 2026.', '2. Tiêm đủ, an toàn; mọi trường hợp phản ứng sau tiêm được theo dõi và báo cáo trong ngày.', '#II. NỘI DUNG', '1. Rà soát đối tượng: trạm y tế xã, phường lập danh sách trẻ theo từng thôn, tổ dân phố, hoàn thành trước ngày 20 tháng 10 năm 2026.', '2. Tổ chức tiêm: từ ngày 01 đến ngày 30 tháng 11 năm 2026 tại trạm y tế; các thôn xa có điểm tiêm lưu động.', '#III. TỔ CHỨC THỰC HIỆN', '1. Trung tâm Kiểm soát bệnh tật tỉnh cấp vắc xin, tập huấn, giám sát các điểm tiêm và báo cáo Sở Y tế vào thứ Sáu hằng tuần.', '2. Trung tâm y tế khu vực chỉ đạo các trạm y tế tổ chức tiêm, bố trí đội cấp cứu lưu động tại các cụm điểm tiêm.'],
    rec: ['UBND tỉnh (để b/c)', 'Các trung tâm y tế khu vực', 'Giám đốc, các Phó Giám đốc Sở'], archive: 'Lưu: VT, NVY', power: ['KT. GIÁM ĐỐC'], post: ['PHÓ GIÁM ĐỐC'], name: 'Kim Ngọc Ánh' },
  baoCao: { type: 'báo cáo', parent: 'ỦY BAN NHÂN DÂN TỈNH THẠCH KHÊ', issuer: 'ỦY BAN NHÂN DÂN XÃ AN ĐÀI', no: 'Số: 277/BC-UBND', date: 'An Đài, ngày 10 tháng 9 năm 2026', title: 'BÁO CÁO', subject: 'Kết quả thực hiện phong trào hiến đất mở đường năm 2026',
    body: ['Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã An Đài báo cáo kết quả phong trào hiến đất mở đường năm 2026 như sau:', '#I. KẾT QUẢ', '1. Có 214 hộ hiến 18.600 m2 đất vườn, đất ruộng để mở rộng 7,4 km đường thôn từ 2,5 m lên 5 m.', '2. Nhân dân góp 3.120 ngày công, tháo dỡ 1.900 m tường rào; giá trị quy đổi 2,8 tỷ đồng.', '#II. HẠN CHẾ', 'Tuyến đường thôn Khe Bạc còn 04 hộ chưa đồng thuận; hồ sơ chỉnh lý giấy chứng nhận cho người hiến đất làm chậm, còn 61 hồ sơ.', '#III. NHIỆM VỤ THỜI GIAN TỚI', 'Hoàn thành chỉnh lý 61 hồ sơ trước ngày 30 tháng 11 năm 2026; vận động, có phương án kỹ thuật khác cho đoạn qua 04 hộ thôn Khe Bạc.'],
    rec: ['UBND tỉnh', 'TT. Đảng ủy, TT. HĐND xã', 'Chủ tịch, các PCT UBND xã'], archive: 'Lưu: VT, KT', power: ['TM. ỦY BAN NHÂN DÂN'], post: ['CHỦ TỊCH'], name: 'Đèo Văn Ngân' },
  giayMoi: { type: 'giấy mời', parent: 'SỞ Y TẾ TỈNH THẠCH KHÊ', issuer: 'TRUNG TÂM Y TẾ KHU VỰC AN ĐÀI', no: 'Số: 41/GM-TTYT', date: 'An Đài, ngày 25 tháng 9 năm 2026', title: 'GIẤY MỜI', subject: 'Dự họp triển khai chiến dịch tiêm chủng quý IV năm 2026', to: 'Kính gửi: Trưởng trạm y tế các xã, phường.',
    body: ['Trung tâm Y tế khu vực An Đài trân trọng kính mời Trưởng trạm y tế các xã, phường dự họp triển khai chiến dịch tiêm chủng quý IV năm 2026.', '1. Thời gian: 8 giờ 00 ngày 30 tháng 9 năm 2026 (thứ Tư), dự kiến 90 phút.', '2. Địa điểm: Phòng họp tầng 3, Trung tâm Y tế khu vực An Đài, số 12 đường Lò Gạch.', '3. Đề nghị đại biểu mang theo danh sách trẻ thuộc diện tiêm của xã, phường và số liệu vắc xin đang bảo quản tại trạm.'],
    rec: ['Như trên', 'Ban Giám đốc Trung tâm'], archive: 'Lưu: VT', power: [], post: ['GIÁM ĐỐC'], name: 'Trịnh Bá Khang' },
  bienBan: { type: 'biên bản', parent: 'ỦY BAN NHÂN DÂN XÃ AN ĐÀI', issuer: 'PHÒNG KINH TẾ', no: 'Số: 07/BB-KT', date: 'An Đài, ngày 18 tháng 11 năm 2026', title: 'BIÊN BẢN', subject: 'Họp xét hộ vay vốn trồng cam năm 2026',
    body: ['Thời gian bắt đầu: 8 giờ 00 ngày 18 tháng 11 năm 2026. Địa điểm: phòng họp Phòng Kinh tế xã An Đài.', 'Thành phần: ông Đinh Công Thắng, Trưởng phòng, chủ trì; bà Hờ Thị Mai, chuyên viên, thư ký; 06 trưởng thôn có tên trong danh sách kèm theo.', 'Cuộc họp xem xét 48 đơn xin vay, thống nhất 41 hộ đủ điều kiện, 07 hộ phải bổ sung giấy tờ về đất; không có ý kiến khác.', 'Cuộc họp kết thúc vào 10 giờ 30 cùng ngày, biên bản được đọc lại cho mọi người cùng nghe và nhất trí thông qua.'],
    rec: ['Các trưởng thôn'], archive: 'Lưu: VT', power: [], post: ['TRƯỞNG PHÒNG'], name: 'Đinh Công Thắng' },
  congVanDang: { party: true, type: 'công văn', parent: 'ĐẢNG BỘ TỈNH THẠCH KHÊ', issuer: 'ĐẢNG ỦY XÃ AN ĐÀI', no: 'Số 118-CV/ĐU', date: 'An Đài, ngày 07 tháng 8 năm 2026', ls: 'V/v chuẩn bị sinh hoạt chi bộ quý III', to: 'Kính gửi: Bí thư các chi bộ trực thuộc.',
    body: ['Để chuẩn bị sinh hoạt chi bộ quý III năm 2026, Đảng ủy xã An Đài yêu cầu bí thư các chi bộ trực thuộc thực hiện một số nội dung sau:', '1. Chuẩn bị nội dung sinh hoạt chuyên đề về chuyển đổi số ở cơ sở, gửi đảng viên nghiên cứu trước ít nhất 03 ngày.', '2. Kiểm điểm việc thực hiện nhiệm vụ quý II, nêu rõ người chịu trách nhiệm đối với từng việc chưa hoàn thành.', '3. Báo cáo kết quả sinh hoạt về Văn phòng Đảng ủy trước ngày 30 tháng 9 năm 2026.'],
    rec: ['Như trên', 'Ban Thường vụ Đảng ủy'], archive: 'Lưu Văn phòng Đảng ủy', power: ['T/M BAN THƯỜNG VỤ'], post: ['PHÓ BÍ THƯ'], name: 'Lương Thị Sen' },
  nghiQuyetDang: { party: true, type: 'nghị quyết', issuer: 'TỈNH ỦY THẠCH KHÊ', no: 'Số 09-NQ/TU', date: 'Thạch Khê, ngày 20 tháng 8 năm 2026', title: 'NGHỊ QUYẾT', subject: 'về phát triển vùng cam tập trung đến năm 2030',
    bases: ['- Căn cứ Điều lệ Đảng Cộng sản Việt Nam,', '- Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ I,', '- Xét đề nghị của Đảng ủy Ủy ban nhân dân tỉnh,'],
    body: ['Ban Chấp hành Đảng bộ tỉnh ban hành Nghị quyết về phát triển vùng cam tập trung đến năm 2030 với các nội dung sau:', '#I. MỤC TIÊU', 'Đến năm 2030, toàn tỉnh có 6.500 ha cam, trong đó 70% diện tích được cấp mã số vùng trồng; giá trị thu được trên mỗi héc-ta đạt từ 250 triệu đồng trở lên.', '#II. NHIỆM VỤ', '1. Rà soát quy hoạch vùng trồng, gắn với hồ chứa và hệ thống tưới; không mở rộng diện tích trên đất dốc trên 25 độ.', '2. Mỗi vùng trồng có ít nhất 01 hợp tác xã làm đầu mối thu mua, bảo quản và ký hợp đồng tiêu thụ.', '#III. TỔ CHỨC THỰC HIỆN', 'Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo xây dựng đề án thực hiện Nghị quyết, trình trong quý IV năm 2026; các đảng ủy xã, phường ban hành kế hoạch của cấp mình.'],
    rec: ['Bộ Chính trị, Ban Bí thư (để báo cáo)', 'Các đảng ủy trực thuộc', 'Các đồng chí Tỉnh ủy viên'], archive: 'Lưu Văn phòng Tỉnh ủy', power: ['T/M BAN CHẤP HÀNH'], post: ['BÍ THƯ'], name: 'Nông Quang Hải' },
  huongDanDang: { party: true, type: 'hướng dẫn', parent: 'TỈNH ỦY THẠCH KHÊ', issuer: 'BAN TUYÊN GIÁO VÀ DÂN VẬN', no: 'Số 15-HD/BTGDVTU', date: 'Thạch Khê, ngày 12 tháng 10 năm 2026', title: 'HƯỚNG DẪN', subject: 'về tuyên truyền kỷ niệm 80 năm Ngày Toàn quốc kháng chiến',
    body: ['Thực hiện chỉ đạo của Ban Thường vụ Tỉnh ủy, Ban Tuyên giáo và Dân vận Tỉnh ủy hướng dẫn tuyên truyền kỷ niệm 80 năm Ngày Toàn quốc kháng chiến như sau:', '#I. NỘI DUNG TUYÊN TRUYỀN', '1. Ý nghĩa lịch sử của Ngày Toàn quốc kháng chiến và truyền thống đấu tranh của nhân dân tỉnh nhà.', '2. Gương người tốt, việc tốt, những mô hình hay của các xã, phường trong phát triển kinh tế, giữ gìn an ninh, trật tự.', '#II. TỔ CHỨC THỰC HIỆN', '1. Báo, đài của tỉnh mở chuyên mục từ ngày 01 đến ngày 25 tháng 12 năm 2026.', '2. Ban xây dựng Đảng của các đảng ủy xã, phường tham mưu kế hoạch tuyên truyền, báo cáo kết quả trước ngày 31 tháng 12 năm 2026.'],
    rec: ['Thường trực Tỉnh ủy (để báo cáo)', 'Các đảng ủy trực thuộc'], archive: 'Lưu Ban Tuyên giáo và Dân vận', power: ['K/T TRƯỞNG BAN'], post: ['PHÓ TRƯỞNG BAN'], name: 'Thào A Sình' },
  toTrinhDang: { party: true, type: 'tờ trình', parent: 'ĐẢNG BỘ TỈNH THẠCH KHÊ', issuer: 'ĐẢNG ỦY XÃ AN ĐÀI', no: 'Số 22-TTr/ĐU', date: 'An Đài, ngày 19 tháng 10 năm 2026', title: 'TỜ TRÌNH', subject: 'về việc thành lập chi bộ Hợp tác xã Cam An Đài', to: 'Kính trình: Ban Thường vụ Tỉnh ủy.',
    body: ['Hợp tác xã Cam An Đài có 36 thành viên, trong đó có 05 đảng viên chính thức đang sinh hoạt ở 03 chi bộ thôn.', 'Ban Thường vụ Đảng ủy xã An Đài trình Ban Thường vụ Tỉnh ủy cho chủ trương thành lập chi bộ Hợp tác xã Cam An Đài trực thuộc Đảng ủy xã, dự kiến ra mắt trong tháng 12 năm 2026.', 'Ban Thường vụ Đảng ủy xã kính trình Ban Thường vụ Tỉnh ủy xem xét, cho ý kiến.'],
    rec: ['Như trên', 'Ban Tổ chức Tỉnh ủy'], archive: 'Lưu Văn phòng Đảng ủy', power: ['T/M BAN THƯỜNG VỤ'], post: ['BÍ THƯ'], name: 'Quàng Văn Pản' },
};

// ——— heads
const C = { jc: 'center' };
const heads = {
  // Two rows; the lines are drawn, anchored in the words they stand under.
  drawn: (t, k) => table([74, 98], [[cell(74, left(t, k, drawn(22, 24))), cell(98, right(t, k, t.party ? drawn(64, 16) : drawn(62, 17)))], [cell(74, numberOf(t, k)), cell(98, p(t.date, { ...C, ...k.date }))]]),
  // The columns the wrong way round.
  swapped: (t, k) => table([98, 74], [[cell(98, right(t, k, drawn(62, 17))), cell(74, left(t, k, drawn(22, 24)))], [cell(98, p(t.date, { ...C, ...k.date })), cell(74, numberOf(t, k))]]),
  // One paragraph a cell with line breaks; the middle of the words is underlined.
  breaks: (t, k) => {
    const many = (list) => `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${list.map(([text, c], i) => (i ? '<w:r><w:br/></w:r>' : '') + text.split(/_([^_]+)_/).map((x, j) => (x ? run(x, j % 2 ? { ...c, u: true } : c) : '')).join('')).join('')}</w:p>`;
    const middle = (s) => { const w = s.split(' '); const n = Math.max(1, Math.floor(w.length / 3)); return k.noRule ? s : [...w.slice(0, n), `_${w.slice(n, w.length - n).join(' ')}_`, ...w.slice(w.length - n)].join(' '); };
    return table([72, 100], [[cell(72, many([...(t.parent ? [[t.parent, k.parent]] : []), [middle(t.issuer), k.issuer]]) + p('') + numberOf(t, k)), cell(100, many([[k.qhText ?? QH, k.qh], [(k.tnText ?? TN).replace('Tự do', '_Tự do_').replace('lập - _', 'lập_ - _').replace('Độc lập_', 'Độc _lập').replace('_lập - _Tự do_', '_lập - Tự do_'), k.tn]]) + p('') + p(t.date, { ...C, ...k.date }))]]);
  },
  // Two centred tab stops, a line a paragraph.
  tabs: (t, k) => {
    const line = (a, b, extra = '') => `<w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="1900"/><w:tab w:val="center" w:pos="6900"/></w:tabs></w:pPr>${a ? run('\t', a[1]) + run(a[0], a[1]) : run('\t')}${b ? run('\t', b[1]) + run(b[0], b[1]) : ''}${extra}</w:p>`;
    const l = [...(t.parent ? [[t.parent, k.parent]] : []), [t.issuer, k.issuer], ...(t.party && !k.noStar ? [['*', k.star]] : [])];
    const r = t.party ? [[DCS, k.qh]] : [[k.qhText ?? QH, k.qh], [k.tnText ?? TN, k.tn]];
    let out = '';
    for (let i = 0; i < Math.max(l.length, r.length); i++) out += line(l[i], r[i], (r[i] && i === r.length - 1 ? drawn(62, 90) : '') + (!t.party && l[i] && i === l.length - 1 && !k.noRule ? drawn(20, 24) : ''));
    return out + p('') + line([t.no, k.no], [t.date, k.date]) + (t.ls ? line([t.ls, k.ls]) : '');
  },
  // Runs of blanks; nothing below but the words' own underlining.
  blanks: (t, k) => {
    const line = (a, b) => `<w:p>${a ? run(a[0], a[1]) : ''}${run(' '.repeat(a ? 8 : 46), { size: 13 })}${b ? run(b[0], b[1]) : ''}</w:p>`;
    return (t.parent ? line([t.parent, k.parent], [QH, k.qh]) : line([t.issuer, { ...k.issuer, u: true }], [QH, k.qh])) + line(t.parent ? [t.issuer, { ...k.issuer, u: true }] : null, [TN, { ...k.tn, u: true }]) + p('') + line([t.no, k.no], [t.date, k.date]);
  },
  // Lines typed as underscores in a smaller size.
  scores: (t, k) => table([74, 98], [[cell(74, left(t, k) + p('__________'.replace(/_/g, '\u2014').slice(0, 6), { ...C, size: 8 })), cell(98, right(t, k) + p('\u2014'.repeat(16), { ...C, size: 8 }))], [cell(74, numberOf(t, k)), cell(98, p(t.date, { ...C, ...k.date }))]]),
  // A table in the only cell of a table.
  nested: (t, k) => table([172], [[cell(172, heads.drawn(t, k) + '<w:p/>')]]),
  // The border below an empty paragraph, set in from both sides; empty paragraphs between.
  border: (t, k) => table([74, 98], [[cell(74, left(t, k) + p('', { border: 'top', left: 26, right: 26 })), cell(98, right(t, k) + p('', { border: 'top', left: 18, right: 18 }))], [cell(74, p('') + numberOf(t, k)), cell(98, p('') + p(t.date, { ...C, ...k.date }))]]),
};
const left = (t, k, rule = '') => (t.parent ? p(t.parent, { ...C, ...k.parent }) : '') + p(t.issuer, { ...C, ...k.issuer }, k.starBox ? boxed('*', k.star) : k.noRule || t.party ? '' : rule) + (t.party && !k.noStar && !k.starBox ? p('*', { ...C, ...k.star }) : '');
const right = (t, k, rule = '') => (t.party && !k.state ? p(DCS, { ...C, ...k.qh }, rule) : p(k.qhText ?? QH, { ...C, ...k.qh }) + p(k.tnText ?? TN, { ...C, ...(k.tn ?? { size: 14, b: true }) }, rule));
const numberOf = (t, k) => p(t.no, { ...C, ...k.no }) + (t.ls ? p(t.ls, { ...C, ...k.ls }) : '');

// ——— text
const B = { jc: 'both', before: 6, after: 0, line: 1.15 };
const PB = { jc: 'both', before: 6, after: 0, line: 18, exact: true };
const bodies = {
  direct: (text, c, t) => p(text, { ...(t.party ? PB : B), first: t.party ? 10 : 12.7, ...c }),
  tab: (text, c, t) => p(`\t${text}`, { ...(t.party ? PB : B), ...c }),
  style: (text, c) => p(text, { style: 'BodyTextIndent', ...c }),
  blanks: (text, c, t) => p(`        ${text}`, { ...(t.party ? PB : B), ...c }),
  apart: (text, c, t) => p(text, { jc: 'both', first: t.party ? 10 : 12.7, ...c }) + p(''),
  list: (text, c, t) => (/^\d+\. /.test(text) ? p(text.replace(/^\d+\. /, ''), { ...B, first: 12.7, left: 0, num: 1, ...c }) : bodies.direct(text, c, t)),
};

// ——— feet
const names = (t, k) => [...t.power.map((x) => [x, k.power]), ...t.post.map((x) => [x, k.post])];
const receivers = (t, k) => (k.noRecipients ? '' : p('Nơi nhận:', k.label) + [...t.rec.map((x) => `- ${x};`), `- ${t.archive}.`].map((x) => p(x, k.rec)).join(''));
const feet = {
  table: (t, k) => p('') + table([82, 90], [[cell(82, receivers(t, k)), cell(90, names(t, k).map(([x, c]) => p(x, { ...C, ...c })).join('') + p('').repeat(4) + p(t.name, { ...C, ...k.name }))]]),
  // The whole signature in one paragraph.
  breaks: (t, k) => p('') + table([82, 90], [[cell(82, receivers(t, k)), cell(90, `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${names(t, k).map(([x, c]) => run(`${x}\n`, c)).join('')}${run('\n\n\n\n', k.name)}${run(t.name, k.name)}</w:p>`)]]),
  // The signature pushed right by its indent, the recipients below it.
  below: (t, k) => p('') + names(t, k).map(([x, c]) => p(x, { ...C, left: 80, ...c })).join('') + p('').repeat(4) + p(t.name, { ...C, left: 80, ...k.name }) + receivers(t, k),
  tabs: (t, k) => {
    const l = [['Nơi nhận:', k.label], ...t.rec.map((x) => [`- ${x};`, k.rec]), [`- ${t.archive}.`, k.rec]];
    const r = [...names(t, k), null, null, null, [t.name, k.name]];
    let out = p('');
    for (let i = 0; i < Math.max(l.length, r.length); i++) out += `<w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="7000"/></w:tabs></w:pPr>${l[i] ? run(l[i][0], l[i][1]) : ''}${r[i] ? run('\t', r[i][1]) + run(r[i][0], r[i][1]) : ''}</w:p>`;
    return out;
  },
  pair: (t, k) => p('') + table([86, 86], [[cell(86, p('THƯ KÝ', { ...C, ...k.post }) + p('').repeat(4) + p('Hờ Thị Mai', { ...C, ...k.name })), cell(86, p('CHỦ TRÌ', { ...C, ...k.post }) + p('').repeat(4) + p(t.name, { ...C, ...k.name }))]]) + p('') + receivers(t, k),
};

// One document. `how`: head, body, foot, k (looks that differ), set (words that differ), wide (rows of an annex lying down), file (of file()), each(text, i) → look of a paragraph
function make(key, how) {
  const t = { ...texts[key], ...how.set };
  const k = { ...(t.party ? party : state), noRule: how.noRule, noStar: how.noStar, starBox: how.starBox, state: how.state, qhText: how.qhText, tnText: how.tnText, noRecipients: how.noRecipients };
  for (const [role, c] of Object.entries(how.k ?? {})) k[role] = { ...k[role], ...c };
  const body = bodies[how.body];
  const paragraph = (text, i) => {
    const own = { ...k.body, ...how.each?.(text, i) };
    if (text.startsWith('#')) return how.headings ? p(text.slice(1), { style: 'Heading1' }) : p(text.slice(1), { ...B, ...(t.party ? PB : {}), first: t.party ? 10 : 12.7, ...k.body, b: true });
    if (!text.includes('|')) return body(text, own, t);
    const [label, rest] = text.split('|');
    return body('', own, t).replace('</w:p>', `${run(label, { ...k.body, b: own.article ?? true })}${run(rest, own)}</w:p>`);
  };
  const dashes = t.party && t.title ? p('-----', { ...C, size: 14 }) : '';
  const subject = t.subject ? p(t.subject, { ...C, ...k.subject }, t.party || how.noSubjectRule ? '' : drawn(36, 66)) : '';
  const inner = (sheet) => heads[how.head](t, k) + p('')
    + (t.title ? p(t.title, { ...C, before: 6, ...k.title }) + subject + dashes : '')
    + (t.to ? p(t.to, { ...C, before: 6, after: 6, ...k.to }) : p(''))
    + (t.authority ? t.authority.split('\n').map((x) => p(x, { ...C, size: 14, b: true })).join('') : '')
    + (t.bases ?? []).map((x, i) => body(x, { ...k.basis, ...how.basis?.(i) }, t)).join('')
    + (t.decide ? p(t.decide, { ...C, before: 6, after: 6, size: 14, b: true }) : '')
    + t.body.map(paragraph).join('') + feet[how.foot](t, k)
    + (how.wide ? p('', { sect: sheet(false, true) }) + p('PHỤ LỤC', { ...C, size: 14, b: true }) + p(how.wide[0], { ...C, size: 14, b: true }) + table(how.wide[1].map(() => 250 / how.wide[1].length), how.wide.slice(1).map((r) => r.map((x) => cell(250 / how.wide[1].length, p(x, { size: 12 })))), true) + p('') : '');
  return file(inner, { margins: t.party ? [20, 20, 30, 15] : [20, 20, 30, 15], numbering: how.body === 'list', ...(t.party ? { indent: 10, gap: 120, pitch: 360, pitchRule: 'exact' } : {}), ...how.file, wideEnd: Boolean(how.wide) });
}

const F = (fault, where) => ({ fault, where });
const upper = (s) => s.toUpperCase();
// [name, text, how, faults, way]: `way` is what LibreOffice makes of it.
export const offices = [
  ['so-quyet-dinh', 'quyetDinh', { head: 'drawn', body: 'direct', foot: 'table', file: { number: 'framed' } }, []],
  ['xa-cong-van', 'congVan', { head: 'breaks', body: 'tab', foot: 'breaks' }, []],
  ['so-to-trinh', 'toTrinh', { head: 'tabs', body: 'style', foot: 'tabs', set: { parent: 'UBND TỈNH THẠCH KHÊ' } }, []],
  ['xa-nghi-quyet', 'nghiQuyet', { head: 'border', body: 'direct', foot: 'below', file: { margins: [20, 25, 35, 20] } }, []],
  ['phuong-thong-bao', 'thongBao', { head: 'nested', body: 'list', foot: 'table' }, [], 'pdf'],
  ['so-ke-hoach', 'keHoach', { head: 'scores', body: 'style', foot: 'breaks', headings: true, file: { number: 'celled' }, wide: ['DANH SÁCH ĐIỂM TIÊM', ['TT', 'Xã, phường', 'Điểm tiêm', 'Số trẻ'], ['1', 'An Đài', 'Trạm y tế xã', '412'], ['2', 'Sông Đào', 'Trạm y tế phường', '655']] }, []],
  ['phong-bien-ban', 'bienBan', { head: 'drawn', body: 'blanks', foot: 'pair' }, []],
  ['dang-uy-cong-van', 'congVanDang', { head: 'drawn', starBox: true, body: 'direct', foot: 'table' }, []],
  ['tinh-uy-nghi-quyet', 'nghiQuyetDang', { head: 'tabs', body: 'direct', foot: 'tabs', file: { number: 'simple', numberLook: { size: 14 } } }, []],
  ['ban-dang-huong-dan', 'huongDanDang', { head: 'border', body: 'style', foot: 'below', file: { number: 'simple', numberLook: { size: 14 } } }, [], 'odt'],
  ['so-quyet-dinh-sai', 'quyetDinh', { head: 'breaks', body: 'direct', foot: 'table', basis: (i) => (i === 1 ? { i: false } : {}), each: (text) => (text.startsWith('Điều 2') ? { article: false } : {}), file: { margins: [20, 20, 25, 15] } },
    [F('basis-style', 'Căn cứ Kế hoạch số 140/KH-UBND'), F('article-style', 'Điều 2. Tổ kiểm tra'), F('margin-left', 'page')]],
  ['xa-cong-van-sai', 'congVan', { head: 'nested', body: 'tab', foot: 'table', set: { date: 'An Đài, ngày 5 tháng 8 năm 2026', power: ['TM ỦY BAN NHÂN DÂN', 'KT CHỦ TỊCH'] } }, [F('date-zero', 'ngày 5 tháng 8'), F('signing-form-system', 'TM ỦY BAN NHÂN DÂN')]],
  ['so-to-trinh-sai', 'toTrinh', { head: 'blanks', body: 'direct', foot: 'table', k: { to: { b: true } }, set: { parent: 'UBND TỈNH', archive: 'Lưu: Văn thư' }, each: () => ({ jc: 'left' }) }, [F('addressee-style', 'Kính gửi: Ủy ban nhân dân tỉnh'), F('body-align', 'Qua kiểm định 58 cầu'), F('recipients-archive', '- Lưu: Văn thư.')]],
  ['xa-nghi-quyet-sai', 'nghiQuyet', { head: 'swapped', body: 'style', foot: 'breaks', set: { bases: texts.nghiQuyet.bases.map((b, i) => (i === 0 ? b.replace(/;$/, ',') : b)) } }, [F('parts-order', QH), F('basis-punctuation', 'Căn cứ Luật Tổ chức chính quyền địa phương')]],
  ['phuong-thong-bao-sai', 'thongBao', { head: 'drawn', body: 'direct', foot: 'table', set: { no: 'Số 130/TB-UBND', name: 'TS. Ông Thế Vinh' } }, [F('number-colon', 'Số 130/TB-UBND'), F('signer-academic', 'TS. Ông Thế Vinh')], 'pdf'],
  ['xa-bao-cao-sai', 'baoCao', { head: 'border', body: 'style', foot: 'table', headings: true, file: { number: 'right', styles: '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/></w:pPr><w:rPr><w:rFonts w:ascii="Calibri Light" w:hAnsi="Calibri Light"/><w:b/><w:color w:val="2F5496"/></w:rPr></w:style>' } }, [F('font-color', 'I. KẾT QUẢ'), F('font-family', 'II. HẠN CHẾ'), F('page-number-place', 'page')]],
  ['so-ke-hoach-sai', 'keHoach', { head: 'drawn', body: 'direct', foot: 'breaks', file: { paper: [12240, 15840], number: 'field', first: true }, each: () => ({ before: 0 }) }, [F('paper-size', 'page'), F('page-number-first', 'page'), F('body-spacing', '1. Ít nhất 95% trẻ')]],
  ['trung-tam-giay-moi-sai', 'giayMoi', { head: 'border', body: 'direct', foot: 'table', tnText: 'Độc lập – Tự do – Hạnh phúc', k: { issuer: { b: false }, qh: { size: 15 } } }, [F('tieu-ngu-wording', 'Độc lập – Tự do'), F('issuer-style', 'TRUNG TÂM Y TẾ KHU VỰC AN ĐÀI'), F('quoc-hieu-size', QH),
    F('subject-rule', 'Dự họp triển khai chiến dịch')], 'html'],
  ['phong-bien-ban-sai', 'bienBan', { head: 'breaks', body: 'blanks', foot: 'table', set: { title: 'Biên bản', name: 'ĐINH CÔNG THẮNG' } }, [F('type-style', 'Biên bản'), F('signer-name-style', 'ĐINH CÔNG THẮNG')]],
  ['tinh-uy-nghi-quyet-sai', 'nghiQuyetDang', { head: 'tabs', body: 'direct', foot: 'table', set: { subject: upper(texts.nghiQuyetDang.subject), no: 'Số 09/NQ-TU' } }, [F('subject-style', 'VỀ PHÁT TRIỂN VÙNG CAM'), F('number-separator', 'Số 09/NQ-TU')]],
  ['dang-uy-cong-van-sai', 'congVanDang', { head: 'drawn', noStar: true, body: 'tab', foot: 'breaks', set: { power: ['TM. BAN THƯỜNG VỤ'], body: texts.congVanDang.body.map((b, i, all) => (i === all.length - 1 ? b.replace(/\.$/, './.') : b)) } }, [F('party-star', 'ĐẢNG ỦY XÃ AN ĐÀI'), F('signing-form-system', 'TM. BAN THƯỜNG VỤ'), F('ending-mark', 'trước ngày 30 tháng 9 năm 2026./.'),
    F('body-indent', 'Để chuẩn bị sinh hoạt chi bộ')]],
  ['dang-uy-to-trinh-sai', 'toTrinhDang', { head: 'border', body: 'direct', foot: 'below', set: { to: 'Kính gửi: Ban Thường vụ Tỉnh ủy.' }, k: { body: { size: 13 }, label: { u: false } } }, [F('addressee-wording', 'Kính gửi: Ban Thường vụ Tỉnh ủy'), F('body-size', 'Hợp tác xã Cam An Đài có 36 thành viên'), F('recipients-label-style', 'Nơi nhận:')]],
  ['ban-dang-huong-dan-sai', 'huongDanDang', { head: 'drawn', body: 'direct', foot: 'table', state: true }, [F('heading-system', QH)], 'pdf'],
  ['xa-bao-cao-blanks-sai', 'baoCao', { head: 'drawn', body: 'blanks', foot: 'below', noRule: true, set: { no: 'Số: 277/UBND-BC', date: 'An Đài ngày 10 tháng 9 năm 2026' } }, [F('notation-type', 'Số: 277/UBND-BC'), F('date-form', 'An Đài ngày 10 tháng 9'), F('issuer-rule', 'ỦY BAN NHÂN DÂN XÃ AN ĐÀI')]],
].map(([name, key, how, faults, way]) => ({ name, way, label: { system: texts[key].party ? 'party' : 'state', type: texts[key].type, faults }, bytes: () => make(key, how) }));
