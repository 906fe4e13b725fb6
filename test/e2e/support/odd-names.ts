/** Names that a URI reads otherwise, or cannot hold. */
export const oddNames = ["rep#1.txt", "rep#2.txt", "rep?1.txt", "50%.txt", "repor%74", "[x].txt", "a{b}.txt"];
