/** What a tear or a label needs to be seen; the node keeps at most 512 KiB. */
const SIDE_MAX = 1_280;
const BYTES_MAX = 400_000;
const QUALITIES = [0.8, 0.6, 0.4, 0.2] as const;

/**
 * Makes a picture small enough to be sent from a shop floor. Where and with what it was taken does
 * not go with it.
 *
 * @throws where it is no picture, or nothing makes it small enough
 */
export async function shrink(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, "image/jpeg", quality),
    );
    if (blob && blob.size <= BYTES_MAX) {
      return blob;
    }
  }
  throw new Error("The picture cannot be made small enough.");
}
