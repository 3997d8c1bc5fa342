// The words of filters, recommendations, reviews, wishlists and waiting lists for the visitor's language.
import { enCatalogue, type CatalogueMessages } from "./en-catalogue.ts";
import { useMessages } from "./use-messages.ts";

/** For `meta` functions and the server, which have no context. */
export const catalogueMessagesFor = (_locale: string): CatalogueMessages => enCatalogue;
export const useCatalogueMessages = (): CatalogueMessages => catalogueMessagesFor(useMessages().locale);
