import type { CodegenConfig } from "@graphql-codegen/cli";

/** How types are written, here and in the package. */
export const config = {
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
};

const own: CodegenConfig = {
  schema: "../../../schema.graphql",
  importExtension: ".js",
  documents: ["src/**/*.ts", "!src/generated/**"],
  generates: { "./src/generated/": { preset: "client", config } },
};

export default own;
