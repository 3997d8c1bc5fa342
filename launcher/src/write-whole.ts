// Writes a small file for its owner alone, so that a crash leaves the old one or the new one, never half of one.
import { open, rename } from "node:fs/promises";

const OWNER_ONLY = 0o600;

export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.draft`;
  const file = await open(draft, "w", OWNER_ONLY);
  try {
    await file.chmod(OWNER_ONLY); // An older draft keeps the mode it was made with.
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
