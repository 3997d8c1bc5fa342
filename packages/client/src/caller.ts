// What every group of calls is made with: something that does one call, and how a part of an address is written.
import type { ApiAnswer, ApiRequest } from "./transport.ts";

/** The contract says what the answer is; each method names it. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- See `send`.
export type Caller = <Data>(request: ApiRequest) => Promise<ApiAnswer<Data>>;
/** For answers that are files; a refusal is thrown as everywhere. */
export type FileCaller = (request: ApiRequest) => Promise<Response>;
export const segment = encodeURIComponent;
