import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Saves what an address of ours answers: App Bridge signs a fetch, never a plain link. */
export function useDownload() {
  const shopify = useAppBridge();
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const download = async (path: string, filename: string): Promise<void> => {
    setBusy(true);
    try {
      const response = await fetch(path);
      if (!response.ok) throw new Error(`${response.status}`);
      const address = URL.createObjectURL(await response.blob());
      const link = document.createElement("a");
      link.href = address;
      link.download = filename;
      link.click();
      URL.revokeObjectURL(address);
    } catch {
      shopify.toast.show(t("toast.failed"), { isError: true });
    } finally {
      setBusy(false);
    }
  };
  return { download, isBusy };
}
