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
  createContextValues,
  createHandlerContext,
  createMethodImplSpec,
  createServiceImplSpec,
  type MethodImplSpec,
  type Transport,
} from "@connectrpc/connect";
import { runUnaryCall } from "@connectrpc/connect/protocol";
import type { HandlerRules } from "./handlers.ts";
import { CALL_DEADLINE_MAX_MS, MESSAGE_BYTES_MAX } from "./limits.ts";

const HTTP = { protocolName: "connect", requestMethod: "POST", url: "https://in-memory" };
/** Ends what still listens to the signal of a call. One for all: making an error costs more than the rest of the call's end. */
const answered = new ConnectError("the call has been answered", Code.Canceled);

type Question = {
  readonly bytes: Uint8Array;
  readonly header: Headers;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
};
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
    const service = method.parent;
    this.#endpoints.set(method, async ({ bytes, header, signal, timeoutMs }) => {
      const context = createHandlerContext({
        ...HTTP,
        service,
        method,
        timeoutMs,
        requestSignal: signal,
        requestHeader: header,
      });
      try {
        await rules.identify(context);
        const name = `${service.typeName}.${method.name}`;
        const call = { name, header, values: context.values };
        const answer = await rules.run(call, async () => impl(fromBinary(method.input, bytes), context));
        return encode(method.output, create(method.output, answer));
      } catch (error) {
        throw overTheWire(error);
      } finally {
        context.abort(answered);
      }
    });
  }
}

export function createInMemoryTransport(endpoints: InMemoryEndpoints): Pick<Transport, "unary"> {
  return {
    // oxlint-disable-next-line max-params -- Connect's own interface.
    unary(
      method,
      signal,
      timeoutMs = CALL_DEADLINE_MAX_MS,
      givenHeader,
      input: MessageInitShape<typeof method.input>,
    ) {
      const header = new Headers(givenHeader);
      const service = method.parent;
      return runUnaryCall({
        ...(signal && { signal }),
        timeoutMs,
        req: {
          ...HTTP,
          stream: false,
          service,
          method,
          header,
          contextValues: createContextValues(),
          message: input,
        },
        next: async ({ message, signal: callSignal }) => {
          const bytes = encode(method.input, message);
          const question = { bytes, header, signal: callSignal, timeoutMs };
          const answer = await unlessAborted(callSignal, endpoints.ask(method, question));
          const nothing = new Headers();
          return {
            stream: false,
            service,
            method,
            header: nothing,
            trailer: nothing,
            message: fromBinary(method.output, answer),
          };
        },
      });
    },
  };
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

/** A handler may take no notice of its deadline; its caller does. */
async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
