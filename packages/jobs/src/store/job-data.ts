// The one place where a job's data gets its type back: it was written by `enqueue` with the same definition.

export function withJobData<Data, Answer>(handler: (data: Data) => Answer): (data: unknown) => Answer {
  return (data) => handler(data as Data);
}
