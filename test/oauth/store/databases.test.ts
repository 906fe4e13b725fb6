import { describeStore } from "./contract.ts";
import { postgres, sqlite } from "./stores.ts";

for (const make of [sqlite, postgres]) describeStore(make);
