/** First and last millisecond (Unix epoch, UTC) that something may have happened at. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}
