// The name under which the analytics service claims events.
export const CONSUMER = "analytics";
