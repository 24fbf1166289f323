export { DisconnectDialog } from './disconnect-dialog.tsx'
export { ReplaceKey } from './replace-key.tsx'
