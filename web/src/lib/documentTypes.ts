// Names of document types as the server keeps them (lower case) and as people read them. Decree 30/2020 and the Party's guidance 05-HD/VPTW.
import type { System } from '../api/types';

const state = [
  'công văn', 'quyết định', 'kế hoạch', 'báo cáo', 'thông báo', 'tờ trình', 'nghị quyết', 'chỉ thị', 'quy chế', 'quy định', 'thông cáo', 'hướng dẫn',
  'chương trình', 'phương án', 'đề án', 'dự án', 'biên bản', 'hợp đồng', 'công điện', 'bản ghi nhớ', 'bản thỏa thuận', 'giấy ủy quyền', 'giấy mời',
  'giấy giới thiệu', 'giấy nghỉ phép', 'phiếu gửi', 'phiếu chuyển', 'phiếu báo', 'thư công',
]; // prettier-ignore
const party = [
  'công văn', 'kế hoạch', 'báo cáo', 'thông báo', 'quyết định', 'nghị quyết', 'kết luận', 'quy định', 'chỉ thị', 'quy chế', 'thông tri', 'hướng dẫn',
  'quy hoạch', 'chương trình', 'đề án', 'phương án', 'dự án', 'tờ trình', 'biên bản', 'giấy mời',
]; // prettier-ignore

export function documentTypes(system?: System): string[] {
  if (system === 'party') return party;
  if (system === 'state') return state;
  return [...new Set([...party, ...state])];
}

export const shownType = (type: string | null | undefined): string => (type ? type.charAt(0).toUpperCase() + type.slice(1) : '');
export const storedType = (type: string): string => type.normalize('NFC').trim().toLowerCase();
