// How products lie in OpenSearch: each text in every language and once as it is written; values to filter, sort and count by.
import type { SearchLanguage } from "@souk/contracts";
import { rulesOf, searchLanguages } from "../domain/languages.ts";

/** The version of the rules by which products become documents. A change of them raises it, and the index is rebuilt. */
export const INDEX_FORMAT = 1;

const analysisOf = (language: SearchLanguage) => ({
  analyzers: {
    [language]: {
      type: "custom",
      tokenizer: "words",
      filter: ["lowercase", `${language}_stop`, `${language}_stemmer`],
    },
  },
  filters: {
    [`${language}_stop`]: { type: "stop", stopwords: rulesOf[language].stopWords },
    [`${language}_stemmer`]: { type: "stemmer", language: rulesOf[language].stemmer },
  },
});

/** Runs of letters and digits, as domain/fold-text.ts takes texts apart. */
const words = { type: "pattern", pattern: String.raw`[^\p{L}\p{N}]+` };

const text = {
  type: "text",
  analyzer: "plain",
  fields: Object.fromEntries(
    searchLanguages.map((language) => [language, { type: "text", analyzer: language }]),
  ),
};

export const indexSettings = {
  settings: {
    number_of_shards: 1,
    auto_expand_replicas: "0-1",
    analysis: {
      tokenizer: { words },
      analyzer: Object.assign(
        { plain: { type: "custom", tokenizer: "words", filter: ["lowercase"] } },
        ...searchLanguages.map((language) => analysisOf(language).analyzers),
      ),
      filter: Object.assign({}, ...searchLanguages.map((language) => analysisOf(language).filters)),
    },
  },
  mappings: {
    _meta: { format: INDEX_FORMAT },
    dynamic: "strict",
    properties: {
      id: { type: "keyword" },
      isActive: { type: "boolean" },
      inStock: { type: "boolean" },
      featured: { type: "boolean" },
      categoryId: { type: "keyword" },
      nameKey: { type: "keyword" },
      featuredValue: { type: "long" },
      createdMs: { type: "long" },
      rating: { type: "integer" },
      /** By currency. */
      prices: { dynamic: "true", type: "object", properties: {} },
      onSale: { type: "keyword" },
      /** `key:value` for filtering, and with its labels for counting. */
      values: { type: "keyword" },
      properties: { type: "keyword" },
      /** The keys of facets, by how their values look (domain/property-values.ts). */
      optionKeys: { type: "keyword" },
      choiceKeys: { type: "keyword" },
      proseKeys: { type: "keyword" },
      a: text,
      b: text,
      c: text,
      d: text,
    },
  },
} as const;
