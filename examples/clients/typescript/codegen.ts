import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../../schema.graphql",
  importExtension: ".js",
  documents: ["src/**/*.ts", "!src/generated/**"],
  generates: {
    "./src/generated/": {
      preset: "client",
      config: {
        documentMode: "string",
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          Code: "string",
          Date: "string",
          DateTime: "string",
          Revision: "number",
          Rupiah: "number",
          Upload: "Blob",
          Year: "number",
        },
      },
    },
  },
};

export default config;
