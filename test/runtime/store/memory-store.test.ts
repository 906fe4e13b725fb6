import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { describeStore } from "../../oauth/store/contract.ts";

describeStore({
  of: "memory",
  missing: "",
  tellsOthers: false,
  make: () => {
    let store: Store | undefined;
    return Promise.resolve({
      address: "",
      open: (now) => Promise.resolve((store ??= createMemoryStore(now))),
      remove: () => Promise.resolve(),
    });
  },
});
