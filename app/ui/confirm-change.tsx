import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Box } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PolicyChange } from "../policies/policy-change.ts";
import { ChangePreview } from "./change-preview.tsx";

interface Props {
  title: string;
  /** Null: closed. */
  change: PolicyChange | null;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** What a change of rules does, before it is saved. */
export function ConfirmChange({ title, change, isBusy, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal open={change !== null} onHide={onClose}>
      <Box padding="400">{change !== null && <ChangePreview change={change} />}</Box>
      <TitleBar title={title}>
        <button variant="primary" onClick={onConfirm} disabled={isBusy}>
          {t("action.confirm")}
        </button>
        <button onClick={onClose}>{t("action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
