// What is announced when a job was enqueued: the workers of this process that do its kind look when the transaction is committed. Workers of
// other processes see the job at their next poll.

/** Jobs of whatever kind may be due. */
export const anyJob = "job";

export const topicOf = (name: string): string => `job ${name}`;
