// The line to OpenSearch: every request in one place, with its limits, and its failures as refusals of ours.
import { Client } from "@opensearch-project/opensearch";
import { Refusal } from "@souk/errors";
import type { Telemetry } from "@souk/telemetry";

export type OpenSearchRequest = {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: object;
  /** Lines of a bulk request instead of a body. */
  readonly lines?: readonly object[];
};
export type OpenSearchConnection = {
  /** The answer's body. Anything but a 2xx is an error; 404 is `undefined`. */
  request(request: OpenSearchRequest): Promise<unknown>;
  close(): Promise<void>;
};

const REQUEST_TIMEOUT_MS = 10_000;
const RETRIES_MAX = 1;
const NOT_FOUND = 404;
const SERVER_FAULT_MIN = 500;
const TOO_MANY_REQUESTS = 429;

export type ConnectionOptions = { readonly url: string; readonly telemetry: Telemetry };

export function connectOpenSearch({ url, telemetry }: ConnectionOptions): OpenSearchConnection {
  const client = new Client({ node: url, maxRetries: RETRIES_MAX, requestTimeout: REQUEST_TIMEOUT_MS });
  return {
    async request({ method, path, body, lines }) {
      try {
        const content = lines === undefined ? (body === undefined ? {} : { body }) : { bulkBody: [...lines] };
        const answer = await client.transport.request({ method, path, ...content });
        return answer.body;
      } catch (error) {
        const status = statusOf(error);
        if (status === NOT_FOUND) return undefined;
        if (status !== undefined && status < SERVER_FAULT_MIN && status !== TOO_MANY_REQUESTS) throw error;
        telemetry.log.warn({ err: error, path }, "OpenSearch did not answer");
        throw new Refusal("unavailable", "search_unavailable", "Search is not available. Try again soon.", {
          cause: error,
        });
      }
    },
    close: () => client.close(),
  };
}

/** Undefined where nothing was answered at all. */
function statusOf(error: unknown): number | undefined {
  const status: unknown =
    typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" ? status : undefined;
}
