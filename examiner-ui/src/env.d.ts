interface ImportMetaEnv {
  readonly BASE_URL: string;
  readonly VITE_VERSION: string;
}
interface ImportMeta {
  readonly env: ImportMetaEnv;
}
declare module "*.css";
