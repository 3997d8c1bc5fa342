// An event as it is sent, and what its delivery is to go through.

export type WebhookEvent = {
  readonly id: string;
  readonly event_version: "1.0";
  readonly create_time: string;
  readonly resource_type: string;
  readonly event_type: string;
  readonly summary: string;
  readonly resource: unknown;
  readonly links: readonly unknown[];
};

export type StoredEvent = {
  readonly event: WebhookEvent;
  /** False where it is only recorded. */
  readonly isWanted: boolean;
  readonly delayMs: number;
  readonly isDuplicated: boolean;
  /** The body of the first attempt is altered after signing. */
  readonly isAltered: boolean;
};
