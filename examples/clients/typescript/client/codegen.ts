import type { CodegenConfig } from "@graphql-codegen/cli";
import { config } from "../codegen.js";

const types = { ...config, documentMode: undefined };

const built: CodegenConfig = {
  schema: "../../../schema.graphql",
  importExtension: ".js",
  documents: ["client/src/**/*.graphql"],
  generates: {
    "./client/src/generated/": { preset: "client", presetConfig: { fragmentMasking: false }, config },
    "./client/src/schema.ts": { plugins: ["typescript"], config: types },
  },
};

export default built;
