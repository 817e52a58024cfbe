// A `.rb` file is Ruby to VS Code, whatever its first line says: an extension of a name counts more. So we look at each
// file that became Ruby, and make it a runbook if its first line that is neither blank nor a comment begins one.
const vscode = require("vscode");

function isRunbook(document) {
  for (let number = 0; number < document.lineCount; number++) {
    const line = document.lineAt(number).text.replace(/^\uFEFF/, "");
    if (!/^\s*(#.*)?$/.test(line)) return /^runbook\s+"/.test(line);
  }
  return false;
}

function claim(document) {
  if (document.languageId === "ruby" && document.fileName.endsWith(".rb") && isRunbook(document)) {
    vscode.languages.setTextDocumentLanguage(document, "runbook");
  }
}

exports.activate = (context) => {
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(claim));
  vscode.workspace.textDocuments.forEach(claim);
};
