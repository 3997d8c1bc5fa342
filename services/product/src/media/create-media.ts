// Puts together what pictures need: where their files lie, how uploads are made anew, and how sizes are made.
import type { ProductMetrics } from "../metrics.ts";
import { createOriginals, type DrawPicture, type Originals } from "./originals.ts";
import { createQueue } from "./queue.ts";
import { createRemakePicture, type RemakePicture } from "./remake-picture.ts";
import { createRenditions, type Renditions } from "./renditions.ts";
import type { S3Settings } from "./s3-storage.ts";
import { createLocalStorage, type MediaStorage } from "./storage.ts";

export type Media = {
  readonly mediaStorage: MediaStorage;
  readonly originals: Originals;
  readonly renditions: Renditions;
  readonly remakePicture: RemakePicture;
};
export type MediaOptions = {
  readonly directory: string;
  /** Where the files lie in a bucket instead of the directory. */
  readonly s3: S3Settings | undefined;
  readonly workers: number;
  readonly metrics: ProductMetrics;
  readonly drawPicture?: DrawPicture;
};

/** Uploads that wait for their turn; their files lie on disk meanwhile. */
const UPLOADS_WAITING_MAX = 50;

export async function createMedia(options: MediaOptions): Promise<Media> {
  const { directory, s3, workers, metrics, drawPicture } = options;
  const mediaStorage = s3 === undefined ? createLocalStorage(directory) : await openBucket(s3);
  return {
    mediaStorage,
    originals: createOriginals({ storage: mediaStorage, ...(drawPicture && { drawPicture }) }),
    renditions: createRenditions({ storage: mediaStorage, workers, metrics }),
    remakePicture: createRemakePicture(createQueue({ workers, waitingMax: UPLOADS_WAITING_MAX })),
  };
}

/** Loaded where it is wanted: a shop on one machine has no use for so large a library. */
async function openBucket(s3: S3Settings): Promise<MediaStorage> {
  const { createS3Storage } = await import("./s3-storage.ts");
  return createS3Storage(s3);
}
