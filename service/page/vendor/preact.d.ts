import { VNode } from 'preact';
export * from 'preact';
export * from 'preact/hooks';
/** What htm makes of a template; what stands in it is not checked. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode<any>;
