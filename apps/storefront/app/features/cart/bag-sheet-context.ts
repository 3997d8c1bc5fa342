// Opens the bag's sheet from anywhere on the page.
import { createContext, use } from "react";

export type BagSheetControl = { readonly show: () => void; readonly hide: () => void };
export const BagSheetContext = createContext<BagSheetControl>({ show: () => {}, hide: () => {} });
export const useBagSheet = (): BagSheetControl => use(BagSheetContext);
