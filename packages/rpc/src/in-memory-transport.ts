// Carries calls within a process. Messages are encoded and decoded as on the way to another process, so that neither side reaches into the
// other's objects and both keep the limits; but no HTTP is built around them, which cost several times as much as the call (decision 0013).
import {
  create,
  type DescMessage,
  type DescMethod,
  type DescService,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import {
  Code,
  ConnectError,
  type ConnectRouter,
  createMethodImplSpec,
  createServiceImplSpec,
  type MethodImplSpec,
  type Transport,
} from "@connectrpc/connect";
import type { HandlerRules } from "./handlers.ts";
import { InMemoryContext, type Question } from "./in-memory-context.ts";
import { CALL_DEADLINE_MAX_MS, MESSAGE_BYTES_MAX } from "./limits.ts";

/** Ends what still listens to the signal of a call. One for all: making an error costs more than the rest of the call's end. */
const answered = new ConnectError("the call has been answered", Code.Canceled);

type Endpoint = (question: Question) => Promise<Uint8Array>;

/** Everybody's implementations, each under the rules of the service that registers it. */
export class InMemoryEndpoints {
  readonly #endpoints = new Map<DescMethod, Endpoint>();

  /** A router for one service's implementations. */
  routerFor(rules: HandlerRules): ConnectRouter {
    const router: ConnectRouter = {
      handlers: [],
      service: (service: DescService, implementation) => {
        for (const spec of Object.values(createServiceImplSpec(service, implementation).methods))
          this.#add(spec, rules);
        return router;
      },
      rpc: (method, implementation) => {
        this.#add(createMethodImplSpec(method, implementation), rules);
        return router;
      },
    };
    return router;
  }

  async ask(method: DescMethod, question: Question): Promise<Uint8Array> {
    const endpoint = this.#endpoints.get(method);
    if (endpoint !== undefined) return endpoint(question);
    throw new ConnectError(`${method.parent.typeName}.${method.name} is not offered`, Code.Unimplemented);
  }

  #add(spec: MethodImplSpec, rules: HandlerRules): void {
    if (spec.kind !== "unary") return;
    const { method, impl } = spec;
    const name = `${method.parent.typeName}.${method.name}`;
    this.#endpoints.set(method, async (question) => {
      const context = new InMemoryContext(method, question);
      try {
        await rules.identify(context);
        const call = { name, header: context.requestHeader, values: context.values };
        const answer = await rules.run(call, async () =>
          impl(fromBinary(method.input, question.bytes), context),
        );
        return encode(method.output, create(method.output, answer));
      } catch (error) {
        throw overTheWire(error);
      }
    });
  }
}

export function createInMemoryTransport(endpoints: InMemoryEndpoints): Pick<Transport, "unary"> {
  return {
    // oxlint-disable-next-line max-params -- Connect's own interface.
    async unary(
      method,
      signal,
      timeoutMs = CALL_DEADLINE_MAX_MS,
      header = {},
      input: MessageInitShape<typeof method.input>,
    ) {
      const bytes = encode(method.input, create(method.input, input));
      const answer = await inTime({ signal, timeoutMs }, (limits) =>
        endpoints.ask(method, { bytes, header, ...limits }),
      );
      const nothing = new Headers();
      return {
        stream: false,
        service: method.parent,
        method,
        header: nothing,
        trailer: nothing,
        message: fromBinary(method.output, answer),
      };
    },
  };
}

type Limits = Pick<Question, "signal" | "deadlineAtMs">;
type Patience = { readonly signal: AbortSignal | undefined; readonly timeoutMs: number };

/** One signal and one timer for both sides of a call. A handler may take no notice of its deadline; its caller does. */
async function inTime<Result>(
  { signal, timeoutMs }: Patience,
  work: (limits: Limits) => Promise<Result>,
): Promise<Result> {
  if (signal?.aborted === true) throw ConnectError.from(signal.reason, Code.Canceled); // Nobody is asked.
  const ending = new AbortController();
  const { promise: cut, reject } = Promise.withResolvers<never>();
  const end = (error: ConnectError): void => {
    ending.abort(error);
    reject(error);
  };
  const passDeadline = (): void => end(new ConnectError("the operation timed out", Code.DeadlineExceeded));
  const giveUp = (): void => end(ConnectError.from(signal?.reason, Code.Canceled));
  const timer = setTimeout(passDeadline, timeoutMs);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([
      work({ signal: ending.signal, deadlineAtMs: performance.now() + timeoutMs }),
      cut,
    ]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
    ending.abort(answered);
  }
}

/** Fails in the words of Connect's own transports, which wire-errors.ts reads. */
function encode<Desc extends DescMessage>(desc: Desc, message: MessageShape<Desc>): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = toBinary(desc, message);
  } catch (error) {
    throw new ConnectError(`serialize binary: ${String(error)}`, Code.Internal, undefined, undefined, error);
  }
  if (bytes.length <= MESSAGE_BYTES_MAX) return bytes;
  throw new ConnectError("The message is larger than writeMaxBytes.", Code.ResourceExhausted);
}

/** What arrives of an error where a wire lies between: no cause, and it is known that the other side said it. */
function overTheWire(error: unknown): ConnectError {
  const { rawMessage, code, metadata } = ConnectError.from(error, Code.Internal);
  const arrived = new ConnectError(rawMessage, code, metadata);
  arrived.isWireError = true;
  return arrived;
}
