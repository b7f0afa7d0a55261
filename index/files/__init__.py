"""Where gazettes lie: folders, archives, names and bytes in any encoding."""
