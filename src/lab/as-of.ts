/** The day on which everything is true that `people.csv` says, in days since 1970: 2026-06-30. */
export const AS_OF = 20_634
