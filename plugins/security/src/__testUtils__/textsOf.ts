import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Attributes whose value people read, or hear. */
const READ =
  /^(aria-label|alt|title|label|placeholder|helperText|text|confirm)$/;

/** The texts that stand in a component, instead of in the translation ref. */
export function textsOf(path: string): string[] {
  const file = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const texts: string[] = [];

  function add(text: string) {
    if (/\p{L}/u.test(text)) {
      texts.push(text.trim());
    }
  }

  function visit(node: ts.Node) {
    if (ts.isJsxText(node)) {
      add(node.text);
    } else if (ts.isStringLiteralLike(node) && isRead(node)) {
      add(node.text);
    } else if (ts.isTemplateExpression(node) && isRead(node)) {
      [node.head, ...node.templateSpans.map(span => span.literal)].forEach(
        ({ text }) => add(text),
      );
    }
    ts.forEachChild(node, visit);
  }
  visit(file);
  return texts;
}

/** Whether a text is shown: it is not an argument, a key or a type. */
function isRead(node: ts.Expression): boolean {
  const { parent } = node;
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    (ts.isBinaryExpression(parent) && isJoining(parent.operatorToken.kind))
  ) {
    return isRead(parent);
  }
  if (ts.isJsxExpression(parent)) {
    return ts.isJsxAttribute(parent.parent)
      ? READ.test(parent.parent.name.getText())
      : true;
  }
  return (
    (ts.isJsxAttribute(parent) || ts.isPropertyAssignment(parent)) &&
    READ.test(parent.name.getText())
  );
}

function isJoining(operator: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.PlusToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.QuestionQuestionToken,
  ].includes(operator);
}
