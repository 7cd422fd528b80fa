// Which flows do several rooms share? A flow lets the owner do one thing, from its question to its end.
export { default as Practise } from './Practise.svelte'
export { default as SignIn } from './SignIn.svelte'
