// The library that makes pictures, loaded when the first one is made: a shop whose pictures are made already has no use for its 20 MiB.
import type sharp from "sharp";

export async function loadSharp(): Promise<typeof sharp> {
  const { default: loaded } = await import("sharp");
  // One thread for each picture: how many are made at once is decided here, not by libvips.
  loaded.concurrency(1);
  return loaded;
}
