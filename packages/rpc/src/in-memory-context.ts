// What a handler is told about a call that comes from the same process. Connect's own context makes three sets of headers, two signals and a
// timer for each call; here the signal and the timer are the caller's, and headers are made for whoever looks at them.
import type { DescMethod } from "@bufbuild/protobuf";
import { type ContextValues, createContextValues, type HandlerContext } from "@connectrpc/connect";

/** A call on its way through the process. */
export type Question = {
  readonly bytes: Uint8Array;
  readonly header: HeadersInit;
  /** Aborted when the deadline passes, when the caller gives up, and at last when the call has been answered. */
  readonly signal: AbortSignal;
  /** On the clock of `performance.now()`. */
  readonly deadlineAtMs: number;
};

export class InMemoryContext implements HandlerContext {
  readonly protocolName = "connect";
  readonly requestMethod = "POST";
  readonly url = "https://in-memory";
  readonly method: DescMethod;
  readonly requestHeader: Headers;
  readonly signal: AbortSignal;
  readonly values: ContextValues = createContextValues();
  readonly timeoutMs: () => number;
  #responseHeader: Headers | undefined;
  #responseTrailer: Headers | undefined;

  constructor(method: DescMethod, { header, signal, deadlineAtMs }: Question) {
    this.method = method;
    this.requestHeader = new Headers(header);
    this.signal = signal;
    this.timeoutMs = () => deadlineAtMs - performance.now();
  }

  get service(): DescMethod["parent"] {
    return this.method.parent;
  }

  get responseHeader(): Headers {
    return (this.#responseHeader ??= new Headers());
  }

  get responseTrailer(): Headers {
    return (this.#responseTrailer ??= new Headers());
  }
}
