/** File, beside what explains an edition, of the numbers of the decisions by hand that its build obeyed. */
export const OBEYED = 'decided.json'
