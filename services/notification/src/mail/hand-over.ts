// Holds the end of a mail back until it was written down that it is about to be sent.
import { Readable } from "node:stream";

export type HandOver = {
  /** Wraps the mail on its way to the server; for nodemailer's `processFunc`, after which nothing buffers. */
  readonly gate: (mail: Readable) => Readable;
  /** Whether the last byte may have left. */
  readonly isDone: () => boolean;
  /** From now on the last byte stays here. */
  readonly abandon: () => void;
};

/**
 * SMTP takes a mail when it has seen the line with the lone dot, which is sent when this stream ends. Nothing is read from it before the server
 * has accepted sender, recipient and DATA, so all that can go wrong there happens before `confirm`. What is left between it and the dot is one
 * turn of the event loop, and the kernel delivers what was written even when the process is killed.
 */
export function createHandOver(confirm: () => Promise<boolean>): HandOver {
  let isDone = false;
  let isAbandoned = false;
  async function* held(mail: Readable): AsyncGenerator<unknown> {
    yield* mail;
    const isOurs = await confirm();
    if (!isOurs || isAbandoned) throw new Error("The mail was overtaken.");
    isDone = true;
  }
  return {
    gate: (mail) => Readable.from(held(mail), { objectMode: false }),
    isDone: () => isDone,
    abandon: () => {
      isAbandoned = true;
    },
  };
}
