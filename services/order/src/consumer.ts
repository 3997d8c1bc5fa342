// The name under which the order service claims events.
export const CONSUMER = "order";
