// The name under which the notification service claims events.
export const CONSUMER = "notification";
