// The paper that invoices are printed on: its measures, type and colours, and how text gets onto it so that a screen reader finds it too.
import { fileURLToPath } from "node:url";
// oxlint-disable-next-line import/no-named-as-default -- its types know only the default export
import PDFDocument from "pdfkit";

export type Sheet = {
  readonly doc: PDFKit.PDFDocument;
  /** What is said, as a screen reader reads it; everything else on the paper is an artifact to it. */
  readonly root: Structure;
};
export type Structure = ReturnType<PDFKit.PDFDocument["struct"]>;

/** In points, of which 72 are an inch. */
export const LEFT = 56;
export const RIGHT = 539;
export const WIDTH = RIGHT - LEFT;
export const TOP = 56;
/** Below it is the foot of the page. */
export const BOTTOM = 752;

export const INK = "#1f1b16";
export const QUIET = "#6b6257";
export const HAIRLINE = "#d9d2c7";
export const ACCENT = "#d98a00";

/** Of the size of its letters. */
const LINE_GAP = 0.25;
/** A letter with its marks is one: the fonts have them so. */
const FORM = "NFC";

const FONTS = {
  regular: fileURLToPath(new URL("../fonts/inter-regular.ttf", import.meta.url)),
  semibold: fileURLToPath(new URL("../fonts/inter-semibold.ttf", import.meta.url)),
} as const;

export function openSheet({ title, at }: { readonly title: string; readonly at: Date }): Sheet {
  const doc = new PDFDocument({
    size: "A4",
    // Text may stand anywhere: where a page ends is decided by the tables, not by the library.
    margins: { top: TOP, left: LEFT, right: LEFT, bottom: 0 },
    font: FONTS.regular,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: "en",
    displayTitle: true,
    // Given times make the same bytes each time; the file's id is made of them, too.
    info: { Title: title, Producer: "Souk", Creator: "Souk", CreationDate: at },
  });
  const root = doc.struct("Document");
  doc.addStructure(root);
  return { doc, root };
}

export type TextStyle = {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly align?: "left" | "right";
  readonly size?: number;
  readonly font?: keyof typeof FONTS;
  readonly colour?: string;
};

/** Writes at the given place, or where the last text ended. The figures of the fonts are of one width: amounts stand below each other. */
export function write({ doc }: Pick<Sheet, "doc">, text: string, style: TextStyle = {}): void {
  const {
    x = LEFT,
    y = doc.y,
    width = WIDTH,
    align = "left",
    size = 9,
    font = "regular",
    colour = INK,
  } = style;
  doc.font(FONTS[font]).fontSize(size).fillColor(colour);
  doc.text(text.normalize(FORM), x, y, { width, align, lineGap: size * LINE_GAP });
}

export function heightOf({ doc }: Pick<Sheet, "doc">, text: string, style: TextStyle): number {
  const { width = WIDTH, size = 9, font = "regular" } = style;
  doc.font(FONTS[font]).fontSize(size);
  return doc.heightOfString(text.normalize(FORM), { width, lineGap: size * LINE_GAP });
}

/** Text that is read as a heading, a paragraph or a cell. */
export function say(
  sheet: Sheet,
  parent: Structure,
  spoken: { tag: string; text: string } & TextStyle,
): void {
  const { tag, text, ...style } = spoken;
  parent.add(sheet.doc.struct(tag, {}, () => write(sheet, text, style)));
}

export function hairline(
  { doc }: Pick<Sheet, "doc">,
  y: number,
  { from = LEFT, to = RIGHT, colour = HAIRLINE } = {},
): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(colour).stroke();
  doc.endMarkedContent();
}

/** Begins another page where this one has no room for so much; true where it did. */
export function makeRoom({ doc }: Pick<Sheet, "doc">, height: number): boolean {
  if (doc.y + height <= BOTTOM) return false;
  doc.addPage();
  return true;
}
