// Where does the window take its wire types from? Here, and nowhere else.
export * from '@/contract/planned'
