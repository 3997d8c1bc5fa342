// The languages of search, and what PostgreSQL and OpenSearch call the rules by which they take words apart.
import { SEARCH_LANGUAGES, type SearchLanguage } from "@souk/contracts";

type Rules = {
  /** PostgreSQL's text search configuration. */
  readonly configuration: string;
  /** OpenSearch's names of the stop words and the stemmer. */
  readonly stopWords: string;
  readonly stemmer: string;
};

export const rulesOf: Readonly<Record<SearchLanguage, Rules>> = {
  en: { configuration: "english", stopWords: "_english_", stemmer: "english" },
  de: { configuration: "german", stopWords: "_german_", stemmer: "german" },
  ar: { configuration: "arabic", stopWords: "_arabic_", stemmer: "arabic" },
};

export const searchLanguages: readonly SearchLanguage[] = SEARCH_LANGUAGES;
