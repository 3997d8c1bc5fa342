// A notification as the service knows it: what is told, about what, and how far it has come.
import type { News } from "./news.ts";

export type NotificationStatus = "queued" | "sending" | "sent" | "failed" | "unconfirmed";

export type Notification = {
  readonly id: string;
  readonly dedupeKey: string;
  readonly channel: "email";
  readonly subjectId: string;
  readonly news: News;
  readonly status: NotificationStatus;
  readonly attempts: number;
  /** The last byte may have left; nobody knows yet how that ended. */
  readonly isHandedOver: boolean;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
};

/** Nothing more will happen to it by itself. */
export function isOver({ status }: Pick<Notification, "status">): boolean {
  return status === "sent" || status === "failed" || status === "unconfirmed";
}
