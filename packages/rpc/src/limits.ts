// Every bound of a call between services, the same in memory and over the network.

/** How long a call may take where the caller says nothing. */
export const CALL_DEADLINE_DEFAULT_MS = 2_000;

/** The longest deadline that a server accepts. */
export const CALL_DEADLINE_MAX_MS = 60_000;

/** The largest message, as a request or as an answer. */
export const MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

/** Details of a refusal travel in a trailer; HTTP/2 peers accept 64 kB of headers in all. */
export const REFUSAL_BYTES_MAX = 32 * 1024;

export const RETRY_ATTEMPTS_MAX = 2;
export const RETRY_DELAY_FIRST_MS = 20;
export const RETRY_DELAY_MAX_MS = 250;

/** So many failures in a row, without one answer between them, and the peer is left alone for a while. */
export const BREAKER_FAILURES_MAX = 10;
export const BREAKER_RECOVERY_MS = 1_000;

export const SERVICE_TOKEN_LIFETIME_SECONDS = 300;
/** A token is replaced this long before it ends, so that none expires on the way. */
export const SERVICE_TOKEN_RENEWAL_SECONDS = 60;
/** Verified tokens that are remembered: each peer has one at a time, so this is plenty. */
export const VERIFIED_TOKENS_MAX = 256;
export const SERVICE_SECRET_BYTES_MIN = 32;

/** How long a stopping server waits for the calls that are running. */
export const SERVER_STOP_MS = 5_000;
