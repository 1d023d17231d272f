/** What long work tells whoever watches it: the step it is in and, where it can be counted, how far it has come. */
export type ProgressEvent = {
  /** Name of the step, in the words of a person: "Cleaning values". */
  step: string
  done?: number
  total?: number
  /** What is counted: "rows", "values", "bytes". */
  unit?: string
}

/** A listener to the progress of long work. It must be cheap: it may be called thousands of times a second. */
export type Progress = (event: ProgressEvent) => void
