/** The word of the configuration for all tools that are on where nothing is configured. */
export const usualWord = "default";
