// The demo shop's content: a catalogue as plain data, and its pictures as SVG.
export { demoCatalogue } from "./demo-catalogue.ts";
export type {
  DemoCatalogue,
  DemoCategory,
  DemoDimensions,
  DemoOption,
  DemoPicture,
  DemoProduct,
  DemoVariant,
  PictureView,
  Prices,
} from "./catalogue/types.ts";
export { drawPicture, type PictureRequest } from "./draw-picture.ts";
export { drawCategoryPicture } from "./draw-category-picture.ts";
export { drawHero } from "./draw-hero.ts";
export { drawLogo, type LogoLook } from "./draw-logo.ts";
