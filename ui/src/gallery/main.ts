// Which page shows every part? A separate entry, not in the app.
import '@/design/tokens.css'
import '@/design/base.css'
import { mount } from 'svelte'
import Gallery from './Gallery.svelte'

mount(Gallery, { target: document.getElementById('app') as HTMLElement })
