// Searching the catalogue by PostgreSQL; what only it can show stands in search-index.test.ts.
import { describe } from "vitest";
import { startProductShop } from "./product-shop.ts";
import { searchSuite } from "./search-suite.ts";

describe("search by PostgreSQL", () => searchSuite({ start: startProductShop }));
