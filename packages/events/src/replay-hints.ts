// Wakes the consumers of this process when somebody replays dead letters; those of other processes look every second anyway.
const listeners = new Set<() => void>();

export function addReplayListener(listener: () => void): void {
  listeners.add(listener);
}

export function removeReplayListener(listener: () => void): void {
  listeners.delete(listener);
}

export function hintReplayed(): void {
  for (const listener of listeners) listener();
}
