// A province limits its own staff meetings by its own document; nobody above or beside it is judged by that.
export const ownRule = (unitPath, limit = 90) => `source: {id: 12-QĐ/TU, brief: QĐ 12-QĐ/TU, title: Quy định về giao ban, issued: 2026-01-05, issuer: Tỉnh ủy Minh Họa, unit_path: ${unitPath}}
norms:
- id: MH12.giao-ban
  row: M18
  clause: khoản 1, Điều 2
  statement: Cuộc giao ban không quá ${limit} phút.
  verified_on: 2026-01-06
  force: obligation
  executability: full
  kind: record_limit
  fact: meetings
  where: status = held
  measure: minutes
  per: [record]
  applies: {from: 2026-01-05, interpretation: INT-01}
  nouns: {subject: Cuộc giao ban, verb: kéo dài, unit: phút, measure: số phút}
  parameters:
    max_minutes: {stricter: lower, values: [{from: 2026-01-05, value: ${limit}, clause: "khoản 1, Điều 2"}]}
  records:
    A: {date: 2026-03-02, status: held, minutes: ${limit}}
  cases:
  - {name: vừa đủ, given: [A], expect: met}
  - {name: quá một phút, given: [{A: {minutes: ${limit + 1}}}], expect: breached}
  - {name: chưa ghi số phút, given: [{A: {minutes: null}}], expect: cannot_tell}
  remedy: Rút ngắn hoặc tách nội dung.
`;
