// The wood an instrument is made of, by its colour name.
import type { Subject } from "../subject.ts";

export const tone = ({ palette }: Subject) =>
  ({ Honey: "#c98f4e", Walnut: "#7a4f32", Natural: "#d6b98a", Black: "#3a3330", Pomegranate: "#8e3a2c" })[
    palette.name
  ] ?? palette.base;
